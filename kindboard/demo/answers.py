"""What the example team wrote, in two rounds nine months apart. All of it is made up. Pure."""

from typing import NamedTuple


class Said(NamedTuple):
    """An answer. `by` None: no name; `theme`: a key of the round's themes; `echoes`: how many others say it, too."""

    principle: str
    question: str
    by: str | None
    text: str
    theme: str = ""
    heard: str | None = None
    echoes: int = 0


NAME = "Made-up example: Riverside Day Team"
PURPOSE = "Everything on this board is made up, people included: it shows what kindboard is like after two rounds."
THROWN_AWAY = (
    "Try everything. It lies in a folder of its own that goes away when you close it, with all that you write in it. "
    "Nothing is sent anywhere."
)
TO_KEEP = 'To keep a card of it, save it as a text file. To keep all of it: "kindboard demo DIR".'
MAKING = "Making an example: a team that is made up, and nine months of its board. This takes a few seconds."
GONE = "The example is gone again, and nothing of it was sent."
SUPPORT = (
    {"name": "Asha, our team leader (made up)", "how": "In the office most mornings, or put your head round the door"},
    {"name": "The safeguarding lead (made up)", "how": "On the poster by the kettle; your own team names its own here"},
)

FIRST = (
    Said("kindness-counts", "self", "Asha", "I thank people by name at handover, for one thing I saw. It takes a "
         "minute, and I forget it when we are short.", "thanks"),
    Said("kindness-counts", "organisation", "Bryn", "There is an award each month. It goes to whoever covered most "
         "shifts. Nobody gets it for sitting with somebody who was frightened.", "thanks", echoes=2),
    Said("kindness-counts", "improve", None, "In supervision we talk about training I have not done. We have never "
         "once talked about how I am with people.", "thanks"),
    Said("kindness-counts", "people-say", "Maggie", "I can tell in ten seconds whether somebody wants to be here. "
         "Hire those who do.", heard="me"),
    Said("safe-to-say", "self", "Femi", "I cried in the car park after a bad night and told nobody.", "quiet"),
    Said("safe-to-say", "organisation", "Dee", "After a fall we fill in the form within the hour. Nobody asks the "
         "worker how they are until the week after, if at all.", "quiet", echoes=3),
    Said("safe-to-say", "improve", None, "I would like it to be normal to say: that was hard, give me five minutes.",
         "quiet", echoes=1),
    Said("safe-to-say", "people-say", "Bryn", "A man I support said that when he is angry we write it down, and "
         "nobody asks him what it was about.", heard="directly"),
    Said("walk-a-mile", "self", "Jo", "I am new. On my first day I sat in the lounge for an hour, just sat. I learned "
         "more than from the folder."),
    Said("walk-a-mile", "organisation", "Asha", "People who draw on our care come to one meeting a year. It is a long "
         "one, and it is ours, not theirs."),
    Said("walk-a-mile", "improve", "Dee", "We ask people to tell their story again each time a new worker visits. "
         "Last week one of us was the fourth in a month.", "story", echoes=2),
    Said("walk-a-mile", "improve", "Bryn", "Two of us should try a morning as it is for the people we visit: woken, "
         "washed and fed inside half an hour.", "rush"),
    Said("walk-a-mile", "people-say", "Maggie", "Please read my page before you ring my bell. I am tired of "
         "introducing my own legs.", "story", "me", 1),
    Said("look-after-each-other", "self", "Dee", "I swap shifts more often than I should. Saying no to a friend is "
         "harder than being tired.", "rota"),
    Said("look-after-each-other", "organisation", "Femi", "On nights there is nobody to ring who is not asleep or the "
         "emergency line. There is nothing in between.", "quiet"),
    Said("look-after-each-other", "improve", "Jo", "Nobody tells us when the rota changes. I found out on the bus.",
         "rota", echoes=2),
    Said("look-after-each-other", "improve", None, "I have not had a break that was a break in weeks.", "rota"),
    Said("look-after-each-other", "people-say", "Asha", "I think people see how tired we are, and ask for less than "
         "they need.", heard="guess"),
    Said("people-before-process", "self", "Bryn", "I say my name at the door before I open the folder. I try to, "
         "anyhow."),
    Said("people-before-process", "organisation", "Dee", "There are two forms for one incident. They ask the same "
         "things in a different order. I finish them at home.", "forms", echoes=3),
    Said("people-before-process", "improve", "Asha", "Families ring the office and get five choices. None of them is "
         "a person.", "forms"),
    Said("people-before-process", "people-say", "Jo", "A daughter told me that she rang four times about her dad's "
         "tablets, and each time explained who he was.", "story", "directly"),
    Said("rules-leave-room", "self", "Femi", "I made somebody toast at three in the morning. It is not on the plan, "
         "and I am not sorry.", echoes=2),
    Said("rules-leave-room", "organisation", "Asha", "The risk form has a box for everything that could go wrong, and "
         "none for what somebody would miss.", "forms"),
    Said("rules-leave-room", "improve", "Bryn", "We may not stop for a cup of tea on a short visit. The tea is when "
         "people tell you things.", "rush", echoes=1),
    Said("rules-leave-room", "people-say", "Dee", "Several people wrote that they would like to go to the shop with "
         "us, not have it done for them.", heard="survey"),
    Said("never-instead-of-care", "self", "Asha", "I catch myself asking kind people to stay on because I know they "
         "will. That is not kindness. That is the rota leaning on it.", "rota", echoes=1),
    Said("never-instead-of-care", "organisation", None, "The garden runs on one volunteer and goodwill. If she is "
         "ill, the garden is off."),
    Said("never-instead-of-care", "improve", "Dee", "Visits of fifteen minutes. Nobody can be kind at that pace, and "
         "we should say so to whoever buys the hours.", "rush", echoes=2),
    Said("never-instead-of-care", "people-say", "Bryn", "A lady said: you are all lovely, and I still have to go to "
         "bed at half past seven.", "rush", "directly"),
)  # fmt: skip

SECOND = (
    Said("kindness-counts", "self", "Dee", "I say thank you at handover without looking at the card now. Somebody "
         "said it to me last week, and I was pleased all day."),
    Said("kindness-counts", "organisation", "Asha", "Two people who draw on our care sat in when we hired. They asked "
         "better questions than I did."),
    Said("kindness-counts", "people-say", "Maggie", "The new worker looked at me first and the folder second. Whoever "
         "chose her, choose again.", heard="me"),
    Said("safe-to-say", "self", "Femi", "I rang Dee at six in the morning after a hard night, because we had said "
         "that one may. She put the kettle on at her end, too.", "night"),
    Said("safe-to-say", "organisation", "Bryn", "The ten quiet minutes work when three of us are on. With two there "
         "is nobody to hold the floor.", "minutes", echoes=2),
    Said("safe-to-say", "improve", None, "It is safe to say things in this team. It is not safe one floor up, and we "
         "all know it.", echoes=1),
    Said("walk-a-mile", "self", "Bryn", "On the training day a colleague washed my hair. Warm water matters more than "
         "I ever thought."),
    Said("walk-a-mile", "organisation", "Jo", "Everybody reads the page before the first visit. I had not once, and "
         "was told so by the person whose page it is.", "pages"),
    Said("walk-a-mile", "improve", "Dee", "The pages get old. One still says that she loves the garden; she has not "
         "been able to go out for months.", "pages", echoes=2),
    Said("walk-a-mile", "people-say", "Maggie", "I have told my story once this year. To Bryn, and he wrote it down "
         "with me.", "pages", "me"),
    Said("look-after-each-other", "self", "Jo", "I said no to a Sunday, and nobody minded. I minded all day."),
    Said("look-after-each-other", "improve", "Femi", "There is still nobody to ring at night. I wrote this last time.",
         "night", echoes=3),
    Said("look-after-each-other", "people-say", "Dee", "Somebody I visit asks me first whether I have eaten.",
         heard="directly"),
    Said("people-before-process", "organisation", "Asha", "The telephone menu is down to two choices. Neither is a "
         "person yet."),
    Said("people-before-process", "improve", "Dee", "Two forms, still. It has been with the quality lead for half a "
         "year.", echoes=1),
    Said("people-before-process", "people-say", "Bryn", "I think families no longer complain about the telephone "
         "because they have given up on it.", heard="guess"),
    Said("rules-leave-room", "self", "Femi", "Toast is on the plan now. I am almost sorry.", echoes=2),
    Said("rules-leave-room", "improve", "Jo", "I would like to be allowed to take somebody home by way of the sea "
         "front. It is four minutes."),
    Said("rules-leave-room", "people-say", "Asha", "We have not asked yet. I meant to, and then there was the "
         "inspection.", heard="not-asked"),
    Said("never-instead-of-care", "organisation", None, "The garden has two volunteers and a little money now. It "
         "still hangs on two people."),
    Said("never-instead-of-care", "improve", "Asha", "I took our notes of the visits that ran over to the people who "
         "buy the hours. They listened. Nothing has changed, and I will go again.", "minutes", echoes=1),
)  # fmt: skip

THEMES = {
    "story": ("People have to tell their story again and again", "To us, to the office, to each new face. We could "
              "have read it."),
    "rush": ("Visits are too short to be kind in", "Kindness needs minutes that the visit does not have. That is not "
             "for us alone to mend."),
    "rota": ("The rota leans on whoever can't say no", ""),
    "quiet": ("After something hard, nobody asks", "By day there is no time, and by night there is no one."),
    "forms": ("The forms come before the person", ""),
    "thanks": ("We thank people for the wrong things", ""),
}  # fmt: skip
LATER_THEMES = {
    "night": ("At night there is nobody to ring", "The second time we say so."),
    "pages": ("What we wrote down needs looking after", "The pages helped. Now they have to stay true."),
    "minutes": ("What we began needs more people on", ""),
}
