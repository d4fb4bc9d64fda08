import { clause, phrase, wordList, type Tongue } from "./tongue";

/** What is done every day. */
const kDid =
  "(?:wrote|answered|filled|filed|labelled|labeled|cleaned|updated|sorted|organised|organized|prepared|finished|printed|planned|checked|tidied|packed" +
  "|counted|reviewed|translated|booked|scheduled|painted|washed|moved|led|chaired|made|built|fixed|repaired|ordered|sent|presented|hosted)";
const kThanks = "(?:many thanks|thanks|thank you|cheers|thx|kudos)(?: so much| very much| a lot| again)?";
const kGood = "(?:great|good|nice|excellent|amazing|awesome|fantastic|lovely|brilliant|superb|wonderful|solid|super|glad)";
const kNewcomer = "(?:trainee|intern|beginner|newbie|novice|junior|rookie|apprentice|student|temp|newcomer|woman|girl|man|boy)";

export const kEnglish: Tongue = {
  praise: wordList(`
    amazing appreciate appreciated appreciation awesome best bravo brilliant champ champion cheers excellent exceptional fab fabulous fantastic gem good
    grateful great hats hero heroes impressed impressive incredible inspiration kudos legend legends lovely lucky marvellous nice outstanding perfect
    pleasure proud respect rock rocks rockstar star stars stellar super superb superstar terrific thank thanks thx treasure well wonderful
  `),
  around: wordList(`
    a absolutely again all always am an and are as at be been being big can can't colleague colleagues day dedication do doing done effort efforts ever
    every everybody everyone everything extremely folks for from go got guy guys had hard has have having he hello help hey hi how huge i i'm i've in is
    it it's job just keep lot lots many me million much my of off on once one our out people person really say saying seriously she simply so such support
    team teammate teammates teamwork that that's the this to today truly up us very wanna want wanted was way we week were what what's with woman work
    working world yesterday you you're your yours you've
  `),
  faint: [
    phrase("not (?:too |so |half |that )?bad(?:~| (?:at all|for|job|work|done))"),
    phrase("(?:pretty|fairly|reasonably|kind of|sort of) (?:good|decent|ok|okay|helpful)|quite (?:decent|ok|okay)"),
    phrase("for once,? (?:you|your)"),
    phrase("(?:you|your) [^.!?]*(?:on time|right|properly|correctly|well|good|helpful|clear) for once"),
    phrase(`(?:good|nice|decent|fine|great|okay|impressive) (?:job|work|effort|going)(?: on [^.!?,]{1,40})?,? for (?:a|an|such a) ${kNewcomer}~`),
    clause(`(?:quite |pretty )?(?:good|nice|great|okay|clever|impressive),? for (?:a|an|such a) ${kNewcomer}`),
    phrase("(?:did not|didn't|never|had not|hadn't|wouldn't have|would not have) expect(?:ed)? (?:this|that|it|so much|as much|much) (?:from|of) you"),
    phrase("(?:better|more|quicker|faster) than (?:i|we) (?:had |would have |'d )?(?:expected|thought|hoped) (?:from|of|for from) you|expected less (?:from|of) you"),
    phrase("(?:did not|didn't|never) (?:think|thought) (?:you could (?:do|pull)|you had it in you)"),
    phrase("surprisingly (?:good|helpful|clear|decent|useful|quick|polite|nice|well|on time)"),
    phrase("you did (?:ok|okay|alright|all right|fine)(?:~| (?:with|on|at|in))"),
    phrase("(?:decent|okay|ok|acceptable|adequate|passable) (?:job|work|effort|attempt)"),
    phrase("even you (?:managed|could(?! not| never)|got|understood|made it|were on time)"),
    phrase("at least you (?:tried|showed up|came|managed|were on time)"),
    phrase("finally (?:got|did) (?:it|this|that|the \\p{L}+) (?:right|properly|on time)"),
    phrase("could(?:'ve| have) been worse~"),
  ],
  plainDeeds: [
    clause(`${kThanks} for (?!(?:no|some|any|every)thing)\\p{L}+ing \\p{L}+ \\p{L}+`),
    clause(`${kThanks} for (?:your|all your|the) (?:help|work|effort|support|contribution) (?:with|on|in|at|during)`),
    clause(`you ${kDid}(?: up| in| out| off| down)? (?:the|a|an|all the|those|these|this|that)(?: \\p{L}+){1,4}$`),
    clause(`${kGood} that you ${kDid}(?: up| in| out| off| down)? (?:the|a|an|all the|those|these|this|that)(?: \\p{L}+){1,4}$`),
    clause(`${kGood} (?:job|work|effort) (?:on|with|in|at)`),
  ],
  traces: wordList(`
    because so therefore which that's now since again finally still before after until till when while without otherwise instead but not no never
    customer customers client clients patient patients guest guests resident residents mr mrs ms family engineer engineers apprentice trainee colleague
    colleagues kid kids child children daughter son mother father neighbour neighbor driver everyone everybody nobody somebody someone people i me my we us
    our he she her him his they them their it team crew department
    time faster better less fewer more easier clearer quicker saved safe warm happy calm relieved proud ready yourself extra own alone together weekend
    night evening morning break late early sick rain snow storm whole silence quiet there works worked helps holds way difference day
  `),
  capitals: wordList(`
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december koebel
  `),
  reports: wordList("said says say told called calls wrote shouted found according"),
};
