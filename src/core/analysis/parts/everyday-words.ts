import { isContentWord } from '../texts/tokens.ts';
import { rootOf } from './roots.ts';

/**
 * Words that outputs share whatever they are about: the most frequent verbs, adjectives, adverbs and nouns of general English, and
 * what answers are phrased with. A word of any subject is not here, however frequent it is.
 */
const EVERYDAY = `able absolutely accord achieve across act action actual add additional admit affect afternoon age ago agree ahead aim
allow alone amazing amount answer anybody anymore anyone anything anyway anywhere appear apply approach area arrive aside ask aspect attempt
available avoid aware away bad base basic bear beautiful begin believe belong benefit best better big bit body bring broad build busy call
capable care carry case catch cause central certain chance change check choice choose clear close cold collection combine come
common complete complex concept consider contain continue control cool correct cost could count couple course cover create creation current
cut daily day deal dear decide decision deep definitely depend describe design despite detail develop development difference different difficult direct
discover do early easy effect effective effort eight eighth either eleven else end enjoy enormous enough ensure entire especially essential etc event eventually
ever everybody everyone everything everywhere evidence exact example excellent except exist expect explain explore express extra
extremely eye face fact fail fall false family famous far fast favorite favourite feel few fifth fifty fill final find fine finish first fit five focus follow force
form former forth forward four fourth frequent friend front full fully fun fundamental future gain general generally give goal good
great greatly group grow grown guess half hand happen happy hard head hear help hence high highly hold home hope hour house however huge human
hundred idea ideal identify ignore imagine immediately impact importance important impossible impressive improve include increase incredible indeed individual
information inside instead intend interest interesting involve issue item job join keep key kind know knowledge known lack large last late lead
learn leave left lend length level lie life light likely limit line list listen little live local long look lose lot love low main mainly maintain major majority
man manner mark matter maybe mean meet member mention method middle might mind minute miss modern moment month morning move multiple must name nearby
nearly necessary need new nice night nine nobody normal notable note notice nowadays number numerous obvious occur offer often okay old once open
opportunity option order ordinary original otherwise outside overall pair part particular pass past pay people perfect perform period person
personal perspective phrase pick piece place plan play please plenty point popular position positive possibility possible possibly potential
practice prefer preference present pretty prevent previous primarily primary probably problem process produce proper provide public pull purpose push put quality
question quick quickly quiet raise range reach read ready real reality realize realise really reason receive recent recently recognize recommend
refer regard regular relate related relative remain remember remind remove repeat report represent request require respond response rest result return
reveal rich right role room run safe same save say second see seek seem self sense separate serious serve set seven seventh several share
short show side sign significant similar simple since single sit situation six sixth size skip small solution solve somebody someone something sometimes
somewhat somewhere soon sort sound source space speak special specific specifically speech spend stage stand standard start state stay step stick stop
story strange strong structure study stuff style subject success successful such suddenly suggest suitable suggestion support suppose sure surprise
surround system talk task tell ten tend term test thank therefore thing think third thirty thought thousand three throw thus
time tiny today together tomorrow tonight top topic total touch tough toward town traditional treat true truly truth try turn twelve twenty
twice two type typical typically ultimately understand unique unite unit unless unlike unusual use used useful user usual usually valuable value
variety various vast version view visit voice wait walk wall want warm watch water way weather week well whatever whenever wherever
whole wide widely willing win wish woman wonder wonderful word work world worry worth would write wrong year yesterday young`;

/** Function words of German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Polish, Russian, Turkish, Chinese. */
const ELSEWHERE = `aber als am an auch auf aus bei bin bis da damit das dass dein dem den denn der des dich die dies diese dieser dir doch du durch ein
eine einem einen einer eines er es euch für gegen habe haben hat hatte hier ich ihm ihn ihr ihre ihrem ihren im in ins ist ja jede jeder kann kein
keine können man mehr mein mich mir mit nach nicht noch nur ob oder ohne sehr sein seine seinem seinen seiner sich sie sind so über um und uns unter vom
von vor war waren was weil wenn wer werden wie wir wird wo wurde zu zum zur zwischen
à au aux avec c'est ce ces cet cette ceux comme dans de des donc du elle elles en est et être eu eux il ils j'ai je l'on la le les leur leurs lui ma
mais me même mes mon ne nos notre nous on ont ou où par pas pour plus qu'il que qui sa sans se ses si son sont sous sur ta te tes toi ton tout toute très tu
un une votre vous y été était
al algo ante como con cual cuando de del desde donde e el ella ellos en entre era eran es esa ese eso esta está están este esto fue ha hasta hay la
las le les lo los más me mi mis mucho muy nada ni no nos o otra otro para pero por porque pues que qué quien se sea ser si sí sido sin sobre son su sus
también tan te tiene todo todos tu un una uno y ya yo
ao aos as às até com da das do dos ela ele eles em essa esse está eu foi isso já lhe mais mas meu minha muito na nas não nem no nos num
numa o os ou pela pelo pode quando que são se sem ser seu seus só sua suas também tem um uma você vocês
agli ai alla alle anche che chi ci come con cosa così cui da dal dalla degli dei del della delle di dove è e ed era fra gli ha hanno ho i il io la le lei
lo loro lui ma mi mia mio molto ne negli nei nel nella non noi o per perché più poi può quale quando quella quello questa questo qui se sei senza si sia
sono sua sul sulla suo ti tra tu tutti tutto un una uno voi
aan al alle als bij dan dat de deze die dit door een er geen haar had heb hebben heeft hem het hij hoe hun ik in is je kan maar meer met mijn naar niet
nog nu of om ons onze ook op over te tot uit u van veel voor waar was wat we wel werd wij ze zich zij zijn zo zonder
att av de den denna det där eller en ett från för han har hon hur här i inte jag kan man med men mig min mot mycket när och om på sig sin som så till
under upp var vi vid är af blev da dem der deres dig efter ej et fra hans har havde hun hvad ikke jeg kun med meget mit når og også sig sit skal til ud ved vil
a aby ale bo by był była było być co czy dla do gdy go i ich jak jako jego jej jest jeszcze już kiedy ktoś która które który lub ma mi mnie może na
nad nie niż o od on ona ono oraz po pod przed przez przy są się ta tak tam te tego tej ten to tu tych tylko w we wszystko z za ze że
а без был была были было быть в вам вас во вот все всё вы где да для до его ее её если есть же за и из или им их к как когда который ли меня мне может мы
на не него нет ни но о об он она они оно от по под при с свой себя со так там то только ты у уже что чтобы эта эти это этот я
ama bana ben bir biz bu bunu çok da daha de değil diye en gibi hem her için ile ise kadar ki mi ne o olan olarak olduğu oldu onu onun sen şey şu
var ve veya ya yok
的 了 在 是 我 有 和 就 不 都 一 个 個 上 也 很 到 要 去 你 会 會 着 没 這 这 那 他 她 它 们 們 与 與 为 為 以 之 而 及 其 从 從 被 把 对 對 但 又 让 讓
中 里 裡 下 吗 呢 吧 啊 所 于 於 得 地 过 過 来 來 能 可 个`;

const everyday = new Set(EVERYDAY.split(/\s+/).map(rootOf));
const elsewhere = new Set(ELSEWHERE.split(/\s+/));

/** Whether a root is of a word that says little by itself, whatever the outputs are about. */
export function isEveryday(root: string): boolean {
  return everyday.has(root);
}

/** Small words of English beyond those that phrases and signatures leave out. */
const SMALL = new Set(
  'due from whom mine ours hers theirs myself himself herself etc yes till amid amongst oh'.split(' '),
);

/** Whether a folded word of English only holds a sentence together; a number never does. */
export function isFunctionWord(word: string): boolean {
  return !/^\p{N}/u.test(word) && (SMALL.has(word) || !isContentWord(word));
}

const HIRAGANA = /^[\p{Script=Hiragana}ー]+$/u;

/** The same of other languages. */
export function isFunctionWordElsewhere(word: string): boolean {
  return elsewhere.has(word) || HIRAGANA.test(word);
}

const OPENING = new Set(
  'in on at with by for from under through beyond beneath between among against without within into over upon beside across around'.split(
    ' ',
  ),
);

/** Whether a phrase of English may begin with this small word and be one: "in your eyes". */
export function isOpening(word: string): boolean {
  return OPENING.has(word);
}
