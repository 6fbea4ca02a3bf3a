/** What the parts of an answer are called, where a model names them. */

const OWN =
  '(?:(?:my|the|your|our|a|brief|short|final|direct|quick|correct|chosen|best|overall|step[- ]by[- ]step)\\s+){0,3}';
const REASONING_NOUN =
  '(?:reasoning|rationale|thoughts?|thinking|thought process|reasoning process|explanation|analysis|justification|chain of thought|reasoning steps|steps|working(?:s| out)?|observations?|evidence|logic|why|reasons?|notes?|context|background|considerations?|confidence|calculation|derivation|step[- ]by[- ]step(?: solution)?)';
const ANSWER_NOUN =
  '(?:answer|response|reply|conclusion|result|verdict|decision|prediction|output|choice|pick|selection|guess|solution|suggestion|recommendation|classification)';
const NAMED_NOUN = '(?:answer|suggestion|recommendation|pick|choice|selection|guess|response)';
const REASONING_ABROAD =
  '(?:begründung|überlegung|erklärung|raisonnement|explication|razonamiento|explicación|ragionamento|spiegazione|raciocínio|explicação|解释|解釋|理由|推理|思考|分析|説明|이유|설명)';
const ANSWER_ABROAD =
  '(?:antwort|endgültige antwort|réponse(?: finale)?|respuesta(?: final)?|risposta(?: finale)?|resposta(?: final)?|ответ|最终答案|最終答案|答案|答え|回答|정답|답)';

/** Names of what leads to an answer. */
export const REASONING_NAME = `(?:${OWN}${REASONING_NOUN}|here(?:['’]s| is) my (?:thought process|reasoning|thinking)|${REASONING_ABROAD})`;
/** Names of the answer itself. */
export const ANSWER_NAME = `(?:${OWN}(?:[\\p{L}-]{1,20} )?${NAMED_NOUN}|${OWN}${ANSWER_NOUN}|here(?:['’]s| is) my (?:final )?(?:response|answer)|${ANSWER_ABROAD})(?: is)?`;
/** Names of what is judged beside its reasons; elsewhere such a line is one of several facts. */
export const JUDGED_NAME = `${OWN}(?:score|rating|grade|label|category|class|sentiment|judge?ment)`;
