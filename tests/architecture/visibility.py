"""Every statement that reads recognitions, nominations or stories asks people::visible_to or another predicate of its file, or stands here with its reason."""

import re

# took_part: what the owner of an archive code gave or was thanked for.
PREDICATES = ("visible_to(", "took_part(", "kVisibleToEveryone", "kVisibleOnScreens", "kGivenToEveryone", "opened_to(",
              "reported_to(", "on_wall_of(", "held_to(", "nomination_visible_to(", "nomination_curated_by(", "story_curated_by(")

# Constants that read without the predicate: (file, constant) → why nobody sees by them what they may not.
INTERNAL = {
    ("services/recognition/stored.hpp", "kStoredColumns"):
        "columns beside a row r: the statements made with them are looked at themselves",
    ("services/recognition/stored.cpp", "kRecipients"): "completes rows that were read with the predicate, by their ids",
    ("services/recognition/stored.cpp", "kValues"): "completes rows that were read with the predicate, by their ids",
    ("services/recognition/stored.cpp", "kTeams"): "completes rows that were read with the predicate, by their ids",
    ("services/recognition/stored.cpp", "kMentions"): "completes rows that were read with the predicate, by their ids",
    ("services/media/rows.cpp", "kWithWhoseText"): "beside a medium: the statements made with it ask the predicates",
    ("services/recognition/pictures.cpp", "kPicturesOfText"): "completes rows that were read with the predicate, by their ids",
    ("services/recognition/pictures.cpp", "kPicturesOfNominations"): "completes nominations that were read with the predicate, by their ids",
    ("services/recognition/pictures.cpp", "kUnusedPictureText"): "the caller's own, on no recognition",
    ("services/recognition/pictures.cpp", "kSurplusPictures"): "the caller's own, on no recognition, to be forgotten",
    ("services/recognition/pictures.cpp", "kUnusedSince"): "on no recognition, to be forgotten",
    ("services/recognition/holding.cpp", "kOffFromTheStart"): "a flag of what a curator lets go, for its topics",
    ("services/recognition/stored.cpp", "kUnnamed"): "completes rows that were read with the predicate, by their ids",
    ("services/recognition/quiet_delivery.cpp", "kArriving"): "what is due, for those to whom it arrives",
    ("services/recognition/quiet_delivery.cpp", "kArrivingInFullText"): "written on the topics of those to whom it arrives",
    ("services/recognition/quiet_delivery.cpp", "kNeverArrive"): "a write",
    ("services/recognition/stopping.cpp", "kStopWaiting"): "a write: what does not arrive any more",
    ("services/recognition/boosting.cpp", "kSharing"): "how many share its credits, beside the audience that is read with the predicate",
    ("services/recognition/writing.cpp", "kPositions"): "redaction: positions of what is withdrawn, never shown",
    ("services/recognition/writing.cpp", "kTold"): "whom the people thanked are, to tell them of what they can see",
    ("services/recognition/off_show.cpp", "kByOthers"): "what others who are thanked want, for one that was read with the predicate",
    ("services/recognition/merging.cpp", "kMergeHandedOverText"): "written again on the topics it stands on already, by their audiences",
    ("services/recognition/merging_rows.cpp", "kMergeExchanged"): "a merge: which are withdrawn; a page sees their number",
    ("services/recognition/merging_rows.cpp", "kMergeConcerning"): "a merge: which are written again, by id",
    ("services/recognition/merging_rows.cpp", "kMergeNoSelfThanks"): "a merge: a write",
    ("services/recognition/merging_rows.cpp", "kMergeSeenByOne"): "a merge: a write",
    ("services/recognition/merging_rows.cpp", "kMergeArriving"): "a merge: a write",
    ("services/recognition/merging_rows.cpp", "kMergeUnnamed"): "a merge: a write",
    ("services/recognition/merging_rows.cpp", "kMergeThankedOnce"): "a merge: a write",
    ("services/recognition/merging_rows.cpp", "kMergeOffFeed"): "a merge: a write",
    ("services/recognition/merging_rows.cpp", "kMergeOffScreens"): "a merge: a write",
    ("services/recognition/merging_rows.cpp", "kMergeOffOnce"): "a merge: a write",
    ("services/recognition/merging_rows.cpp", "kMergeMentionedOnce"): "a merge: a write",
    ("services/recognition/merging_rows.cpp", "kMergeCountGiven"): "a merge: a page sees the number",
    ("services/recognition/merging_rows.cpp", "kMergeCountReceived"): "a merge: a page sees the number",
    ("services/recognition/privacy.cpp", "kByMe"): "the caller's own choice",
    ("services/recognition/stored.cpp", "kAdded"): "completes rows that were read with the predicate, by their ids",
    ("services/recognition/feed_filter.cpp", "kIsNamed"): "a condition on a row r of statements that ask the predicate",
    ("services/recognition/feed_filter.cpp", "kNameIsShown"): "a condition on a row r of statements that ask the predicate",
    ("services/recognition/feed_filter.cpp", "kRecipientIsCalled"): "a condition on a row r of statements that ask the predicate",
    ("services/recognition/feed_filter.cpp", "kFits"): "a condition on a row r of statements that ask the predicate",
    ("services/recognition/feed_filter.cpp", "kWithValue"): "where to look: the page is read from these with the predicate",
    ("services/recognition/feed_filter.cpp", "kNewestFirst"): "in which order to look: the page is read from these with the predicate",
    ("services/recognition/feed_filter.cpp", "kOfTeam"): "where to look: the page is read from these with the predicate",
    ("services/recognition/feed_filter.cpp", "kOfPerson"): "where to look: the page is read from these with the predicate",
    ("services/recognition/feed_filter.cpp", "kPrivateOfTeams"): "where to look: the page is read from these with the predicate",
    ("services/recognition/reports.cpp", "kColumns"): "who wrote a remark and of which kind, beside rows that ask reported_to: no words",
    ("services/recognition/boosting.cpp", "kBoostsToReturn"): "credits of what is taken back, to who gave them",
    ("services/recognition/feed_filter.cpp", "kOfNameText"): "where to look: the page is read from these with the predicate",
    ("services/recognition/search_backfill.cpp", "kPastWords"): "into the index of words, which is asked with the predicate",
    ("services/recognition/amending.cpp", "kKeepEdit"): "a write, of one that was read with the predicate",
    ("services/recognition/amending.cpp", "kAdd"): "a write, of one that was read with the predicate",
    ("services/recognition/amending.cpp", "kThankedOrAdded"): "who is not to be added twice, to one that was read with the predicate",
    ("services/recognition/merging_rows.cpp", "kMergeAddedOnce"): "a merge: a write",
    ("services/recognition/merging_rows.cpp", "kMergeAddedNoMore"): "a merge: a write",
    ("services/conversation/audience.cpp", "kDecidedAudienceText"): "to whom a change is told of what was decided to be theirs",
    ("services/conversation/audience.cpp", "kAudienceTold"): "beside the row that is read with the predicate: without that nothing of it is used",
    ("services/conversation/audience.cpp", "kAudienceTeams"): "beside the row that is read with the predicate: without that nothing of it is used",
    ("services/conversation/entries.cpp", "kCounts"): "numbers, told to who sees the recognition",
    ("services/conversation/entries.cpp", "kPositionsOfRemark"): "redaction: positions of what is said anew or withdrawn, never shown",
    ("services/conversation/entries.cpp", "kPositionsOfAll"): "redaction: positions of what is said anew, never shown",
    ("services/conversation/entries.cpp", "kCountsOfEach"): "numbers, told to who sees the recognition",
    ("services/conversation/audience.cpp", "kDecidedAudiencesText"): "to whom a change is told of what was decided to be theirs",
    ("services/conversation/audience.cpp", "kToldOfAll"): "to whom a change is told of what was decided to be theirs",
    ("services/conversation/audience.cpp", "kTeamsOfAll"): "to whom a change is told of what was decided to be theirs",
    ("services/conversation/following.cpp", "kMergedRemarksText"): "said again on the topics of its audience",
    ("services/conversation/following.cpp", "kMergeBoosts"): "a merge: which screens forget, by id",
    ("services/conversation/entries.cpp", "kPositionsOnRecognition"): "redaction: positions of what is withdrawn, never shown",
    ("services/conversation/following.cpp", "kForgetCalls"): "a write: what is taken back",
    ("services/conversation/following.cpp", "kConcerningText"): "said again on the topics of its audience",
    ("services/conversation/following.cpp", "kMergeBoostedOnce"): "a merge: a write",
    ("services/conversation/following.cpp", "kMergeBoostedOwn"): "a merge: a write",
    ("services/conversation/following.cpp", "kMergeCalledOnce"): "a merge: a write",
    ("services/conversation/own_part.cpp", "kOwnParts"): "what the caller did themselves",
    ("services/conversation/remark.cpp", "kUnnamedOn"): "completes remarks that were read for who sees them, by their ids",
    ("services/conversation/remark.cpp", "kRemarkMentions"): "completes remarks that were read for who sees them, by their ids",
    ("services/conversation/telling.cpp", "kThankedHere"): "whom names in words may mean, beside the audience that is read with the predicate",
    ("services/conversation/telling.cpp", "kCommenters"): "who may be told: those of them who see the recognition are",
    ("services/conversation/saying.cpp", "kBoosted"): "what the caller did themselves",
    ("services/conversation/removing.cpp", "kOwnRemarkText"): "an author's own words, also where the recognition is not theirs to see any more",
    ("services/conversation/summary.cpp", "kCountsOfAll"): "numbers around rows that were read with the predicate, by their ids",
    ("services/conversation/summary.cpp", "kNewestBoostsText"): "around rows that were read with the predicate, by their ids",
    ("services/story/nomination.cpp", "kNominees"): "who is nominated in one that was read with the predicate",
    ("services/story/nomination.cpp", "kNomineesOfAll"): "completes nominations that were read with the predicate, by their ids",
    ("services/story/nomination.cpp", "kWitnesses"): "completes nominations that were read with the predicate, by their ids",
    ("services/story/nominating.cpp", "kMadeBefore"): "how many the caller wrote",
    ("services/story/reading.cpp", "kFitsText"): "a condition on a row n of statements that ask the predicate",
    ("services/story/telling.cpp", "kUntold"): "what is due, for those who may read it by now",
    ("services/story/telling.cpp", "kWhoIsNominated"): "who may read it by now, to tell them so",
    ("services/story/merging.cpp", "kMergeNominatedOnce"): "a merge: a write",
    ("services/story/merging.cpp", "kMergeSeenByOne"): "a merge: a write",
    ("services/story/merging.cpp", "kMergeAskedNoMore"): "a merge: which notices go, by id",
    ("services/story/merging.cpp", "kMergeAskedOnce"): "a merge: a write",
    ("services/story/merging.cpp", "kMergeAsksItself"): "a merge: a write",
    ("services/story/merging.cpp", "kMergeNominatesItself"): "a merge: a write",
    ("services/story/merging.cpp", "kMergeAboutNobody"): "a merge: which go, by id",
    ("services/conversation/thread.cpp", "kThreadText"): "beside the audience that is read with the predicate: without that nothing of it is used",
    ("services/recognition/pictures.cpp", "kPicturesForStory"): "which pictures a story has or could have: its room asks who looks",
    ("services/recognition/pictures.cpp", "kUploadedForStory"): "a story's own, to be forgotten",
    ("services/studio/asking.cpp", "kShowOfSubject"): "of which show something is that the caller was asked about",
    ("services/studio/questions.cpp", "kQuestionsToText"): "the caller's own questions",
    ("services/studio/questions.cpp", "kAskedStoryText"): "what somebody is asked about: shown to them as everybody would see it",
    ("services/studio/asking.cpp", "kStoryAskedAboutText"): "which story an answer is about: its curators are told",
    ("services/studio/draft.cpp", "kFreeNominees"): "completes nominations that were read with the predicate, by their ids",
    ("services/studio/told.cpp", "kToldStoriesText"): "whom a show told of, when it was aired",
    ("services/studio/following.cpp", "kStoriesOfText"): "a show that is removed: to be forgotten",
    ("services/studio/making.cpp", "kCountStories"): "how many there are, to refuse more",
    ("services/studio/following.cpp", "kBrought"): "a nomination that is taken back: its words are taken out",
    ("services/studio/following.cpp", "kMadeOfText"): "a nomination that is taken back: its words are taken out",
    ("services/studio/following.cpp", "kForgetPicturesOfSource"): "a write",
    ("services/studio/following.cpp", "kForgetPicturedInSource"): "a write",
    ("services/studio/candidates.cpp", "kCandidateNominees"): "completes nominations that were read with the predicate, by their ids",
    ("services/studio/editing.cpp", "kChangedSince"): "which fields changed of one that was read with the predicate",
    ("services/studio/pictures.cpp", "kSayAnew"): "a write",
    ("services/studio/writing.cpp", "kInsertSource"): "a write",
    ("services/studio/story.cpp", "kLinksOf"): "completes stories that were read with the predicate, by their ids",
    ("services/studio/story.cpp", "kSourcesOf"): "completes stories that were read with the predicate, by their ids",
    ("services/studio/story.cpp", "kPicturedIn"): "completes stories that were read with the predicate, by their ids",
    ("services/studio/source_material.cpp", "kNominees"): "completes nominations that were read with the predicate, by their ids",
    ("services/studio/source_material.cpp", "kUsedIn"): "which story has told it already, to refuse a second one",
    ("services/studio/story_reading.cpp", "kVersionsOf"): "of one that is read with the predicate beside it",
    ("services/studio/writers.cpp", "kWritersOf"): "of one that was read with the predicate",
    ("services/studio/writers.cpp", "kWriterField"): "the caller's own",
    ("services/studio/merging.cpp", "kMergeStoryPersonOnce"): "a merge: a write",
    ("services/studio/merging.cpp", "kMergePicturedOnce"): "a merge: a write",
}

COMMENT = re.compile(r"//[^\n]*")
CONSTANT = re.compile(r"constexpr\s+(?:auto|(?:store::)?Sql)\s+(k\w+)\s*[={](.*?);", re.DOTALL)
READS = re.compile(r"(?<!DELETE )\b(?:FROM|JOIN)\s+(?:recognition|remark|nomination|story)(?:_\w+)?\b", re.IGNORECASE)
SEAM = re.compile(r'"\s*"')


def violations(sources: dict[str, str]) -> list[str]:
    """What is wrong in the files (path → text), stale entries of INTERNAL included."""
    found, unused = [], {key for key in INTERNAL if key[0] in sources}
    for path, text in sources.items():
        if path in ("services/people/visible_to.hpp", "services/people/took_part.hpp"):
            continue
        text = SEAM.sub("", COMMENT.sub("", text))
        for name, body in CONSTANT.findall(text):
            if not READS.search(body) or any(predicate in body for predicate in PREDICATES):
                continue
            if (path, name) in INTERNAL:
                unused.discard((path, name))
                continue
            found.append(f"{path}: {name} reads recognitions, nominations or stories without the predicate of people/visible_to.hpp")
        if READS.search(CONSTANT.sub("", text)):
            found.append(f"{path}: reads recognitions outside a constant, where nobody can look for the predicate")
    return found + [f"{path}: {name} no longer reads without the predicate: take it off the list" for path, name in sorted(unused)]
