-- compatible_from: 28
-- Words for which something waits until a curator has looked at it, who may not speak for a while, and reports of remarks.
-- Older nodes would show what is to be held, and let those speak who are locked.

-- word: without case and diacritics; a '*' at its end stands for any letters that follow. language: 'nl' or 'en' for the
-- ones that come with Koebel and were written for it: insults, slurs and oaths that do not belong on a wall; no word that
-- is at home at work as well (an illness, a part of the body, a people). Empty: somebody added it.
CREATE TABLE held_word (
    word TEXT NOT NULL PRIMARY KEY,
    language TEXT NOT NULL DEFAULT '',
    added_at BIGINT NOT NULL
);

-- Which list it is: a version has the same words wherever it stands. A process reads the words of one it does not know.
CREATE TABLE held_list (
    one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    version TEXT NOT NULL
);
INSERT INTO held_list (one, version) VALUES (1, '0028');

INSERT INTO held_word (word, language, added_at) VALUES
    ('achterlijke', 'nl', 0), ('bosneger*', 'nl', 0), ('debiel', 'nl', 0), ('debiele', 'nl', 0),
    ('debielen', 'nl', 0), ('eikel', 'nl', 0), ('eikels', 'nl', 0), ('flikker', 'nl', 0), ('flikkers', 'nl', 0),
    ('geitenneuker*', 'nl', 0), ('godsamme', 'nl', 0), ('godverdegodver*', 'nl', 0), ('godverdomme', 'nl', 0),
    ('godverdomse', 'nl', 0), ('hoer', 'nl', 0), ('hoeren', 'nl', 0), ('hoerenjong', 'nl', 0),
    ('hoerenkind', 'nl', 0), ('hoerenzoon', 'nl', 0), ('hoerig', 'nl', 0), ('hondenlul', 'nl', 0),
    ('hufter', 'nl', 0), ('hufters', 'nl', 0), ('idioot', 'nl', 0), ('idioten', 'nl', 0), ('imbeciel', 'nl', 0),
    ('imbecielen', 'nl', 0), ('jodenstreek', 'nl', 0), ('jodenstreken', 'nl', 0), ('kankeraap', 'nl', 0),
    ('kankerflikker', 'nl', 0), ('kankerhoer*', 'nl', 0), ('kankerhomo*', 'nl', 0), ('kankerhond', 'nl', 0),
    ('kankerjood', 'nl', 0), ('kankerkind', 'nl', 0), ('kankerkop', 'nl', 0), ('kankerlijer*', 'nl', 0),
    ('kankermarokkaan', 'nl', 0), ('kankermongool', 'nl', 0), ('kankerneger*', 'nl', 0), ('kankernicht', 'nl', 0),
    ('kankerturk', 'nl', 0), ('kankerwijf', 'nl', 0), ('kankerwijven', 'nl', 0), ('kankerzak', 'nl', 0),
    ('kankerzooi', 'nl', 0), ('klerelijer*', 'nl', 0), ('klerewijf', 'nl', 0), ('klerezooi', 'nl', 0),
    ('klootviool', 'nl', 0), ('klootzak*', 'nl', 0), ('klote', 'nl', 0), ('kloteklant*', 'nl', 0),
    ('kloteklus', 'nl', 0), ('klotewijf', 'nl', 0), ('klotezooi', 'nl', 0), ('kontkruiper*', 'nl', 0),
    ('kontlikker*', 'nl', 0), ('kontneuker*', 'nl', 0), ('kut', 'nl', 0), ('kutbuitenlander*', 'nl', 0),
    ('kutding', 'nl', 0), ('kutjong', 'nl', 0), ('kutjood', 'nl', 0), ('kutkind', 'nl', 0), ('kutklant*', 'nl', 0),
    ('kutkop', 'nl', 0), ('kutmarokkaan*', 'nl', 0), ('kutpolen', 'nl', 0), ('kutpool', 'nl', 0),
    ('kuttekop', 'nl', 0), ('kutturk*', 'nl', 0), ('kutvent', 'nl', 0), ('kutwijf', 'nl', 0),
    ('kutwijven', 'nl', 0), ('kutzooi', 'nl', 0), ('lul', 'nl', 0), ('lulhannes', 'nl', 0), ('lulletje', 'nl', 0),
    ('mietje', 'nl', 0), ('mietjes', 'nl', 0), ('mongolen', 'nl', 0), ('mongolenbak', 'nl', 0),
    ('mongool', 'nl', 0), ('nazi', 'nl', 0), ('nazis', 'nl', 0), ('neger', 'nl', 0), ('negers', 'nl', 0),
    ('neuk', 'nl', 0), ('neuken', 'nl', 0), ('neukt', 'nl', 0), ('nikker', 'nl', 0), ('nikkers', 'nl', 0),
    ('opflikkeren', 'nl', 0), ('opkankeren', 'nl', 0), ('oprotten', 'nl', 0), ('optyfen', 'nl', 0),
    ('paardenlul', 'nl', 0), ('pedo', 'nl', 0), ('pisnicht*', 'nl', 0), ('pleurislijer*', 'nl', 0),
    ('pleuriswijf', 'nl', 0), ('pleuriszooi', 'nl', 0), ('randdebiel', 'nl', 0), ('randdebielen', 'nl', 0),
    ('roetmop*', 'nl', 0), ('rotwijf', 'nl', 0), ('rotwijven', 'nl', 0), ('rotzak*', 'nl', 0),
    ('schijterd', 'nl', 0), ('schijtluis', 'nl', 0), ('schoft', 'nl', 0), ('schoften', 'nl', 0),
    ('schoftentuig', 'nl', 0), ('slet', 'nl', 0), ('sletje', 'nl', 0), ('sletten', 'nl', 0),
    ('slettenbak*', 'nl', 0), ('smeerlap', 'nl', 0), ('smeerlappen', 'nl', 0), ('spleetogen', 'nl', 0),
    ('spleetoog', 'nl', 0), ('stomkop', 'nl', 0), ('stomkoppen', 'nl', 0), ('stommeling', 'nl', 0),
    ('stommelingen', 'nl', 0), ('strontzak', 'nl', 0), ('teringhond', 'nl', 0), ('teringjong', 'nl', 0),
    ('teringjongen', 'nl', 0), ('teringlijer*', 'nl', 0), ('teringwijf', 'nl', 0), ('teringwijven', 'nl', 0),
    ('teringzooi', 'nl', 0), ('trut', 'nl', 0), ('trutten', 'nl', 0), ('tuthola', 'nl', 0), ('tyfushoer', 'nl', 0),
    ('tyfusjong', 'nl', 0), ('tyfuslijer*', 'nl', 0), ('tyfuswijf', 'nl', 0), ('tyfuszooi', 'nl', 0),
    ('viezerik', 'nl', 0), ('viezeriken', 'nl', 0), ('zakkenwasser*', 'nl', 0), ('zandneger*', 'nl', 0),
    ('zeikerd', 'nl', 0), ('zeiksnor*', 'nl', 0), ('zeikwijf', 'nl', 0),
    ('arsehole*', 'en', 0), ('asshat*', 'en', 0), ('asshole*', 'en', 0), ('bastard', 'en', 0),
    ('bastards', 'en', 0), ('bitch*', 'en', 0), ('bollocks', 'en', 0),
    ('bullshit*', 'en', 0), ('chink', 'en', 0), ('chinks', 'en', 0), ('clusterfuck*', 'en', 0),
    ('cocksucker*', 'en', 0), ('cretin', 'en', 0), ('cretins', 'en', 0), ('cunt*', 'en', 0), ('darkie*', 'en', 0),
    ('dickhead*', 'en', 0), ('dickwad*', 'en', 0), ('dipshit*', 'en', 0), ('douchebag*', 'en', 0),
    ('dumbass*', 'en', 0), ('fag', 'en', 0), ('faggot*', 'en', 0), ('fags', 'en', 0), ('fatso', 'en', 0),
    ('fuck*', 'en', 0), ('goddamn*', 'en', 0), ('golliwog*', 'en', 0), ('gook', 'en', 0), ('gooks', 'en', 0),
    ('gyppo*', 'en', 0), ('halfwit', 'en', 0), ('halfwits', 'en', 0), ('horseshit*', 'en', 0), ('idiot', 'en', 0),
    ('idiots', 'en', 0), ('imbecile', 'en', 0), ('imbeciles', 'en', 0), ('jackass*', 'en', 0), ('kike', 'en', 0),
    ('kikes', 'en', 0), ('lardass*', 'en', 0), ('mongoloid*', 'en', 0), ('moron', 'en', 0), ('moronic', 'en', 0),
    ('morons', 'en', 0), ('motherfuck*', 'en', 0), ('nigga*', 'en', 0), ('nigger*', 'en', 0), ('paedo', 'en', 0),
    ('paedos', 'en', 0), ('paki', 'en', 0), ('pakis', 'en', 0), ('pedos', 'en', 0), ('pillock*', 'en', 0),
    ('prick', 'en', 0), ('pricks', 'en', 0), ('raghead*', 'en', 0), ('retard', 'en', 0), ('retarded', 'en', 0),
    ('retards', 'en', 0), ('scumbag*', 'en', 0), ('shit', 'en', 0), ('shite', 'en', 0), ('shithead*', 'en', 0),
    ('shits', 'en', 0), ('shitshow', 'en', 0), ('shitty', 'en', 0), ('slut', 'en', 0), ('sluts', 'en', 0),
    ('slutty', 'en', 0), ('spastic', 'en', 0), ('spastics', 'en', 0), ('spic', 'en', 0), ('spics', 'en', 0),
    ('tosser*', 'en', 0), ('towelhead*', 'en', 0), ('trannies', 'en', 0), ('tranny', 'en', 0), ('turd', 'en', 0),
    ('turds', 'en', 0), ('twat*', 'en', 0), ('wank', 'en', 0), ('wanker*', 'en', 0),
    ('wanking', 'en', 0), ('wetback*', 'en', 0), ('whore*', 'en', 0),
    ('wog', 'en', 0), ('wogs', 'en', 0), ('wop', 'en', 0), ('wops', 'en', 0);

-- Who may not thank, comment, boost or change words. until: null: when somebody ends it.
CREATE TABLE person_lock (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
    reason TEXT NOT NULL,
    until BIGINT,
    locked_by TEXT NOT NULL REFERENCES person (id),
    locked_at BIGINT NOT NULL
);

-- What is held, by age: state 3 of both.
CREATE INDEX recognition_held ON recognition (given_at) WHERE state = 3;
CREATE INDEX remark_held ON remark (said_at) WHERE state = 3;

-- remark_id: the remark that is reported; empty: the recognition itself.
ALTER TABLE report ADD COLUMN remark_id TEXT NOT NULL DEFAULT '';
DROP INDEX report_of_recognition;
CREATE UNIQUE INDEX report_of_words ON report (recognition_id, remark_id, reporter_id);
