"""The actions of rounds, chosen by name, and the keys of one question at a time. Pure."""

from kindboard.actions.kinds import IN_MODES, Action

ASKING_WAY: tuple[Action, ...] = (
    Action(
        name="ask_next",
        word="Next",
        key="right",
        also_key="pagedown",
        label="Go on to the next question",
        help="Goes on to the next question, and after the fourth to the next principle.",
        modes=("asking",),
    ),
    Action(
        name="ask_back",
        word="Back",
        key="left",
        also_key="pageup",
        label="Go back to the question before",
        help="Goes back to the question before this one.",
        modes=("asking",),
    ),
)
ASKING: tuple[Action, ...] = (
    Action(
        name="minutes",
        word="Timer",
        key="m",
        label="Choose how long each question has, or no timer",
        help="Sets a gentle timer for each question, or takes it away. It says in words how long there is; no sound.",
        modes=("asking",),
    ),
    Action(
        name="show_said",
        word="Answers",
        key="r",
        label="Show what was answered so far, or hide it",
        help="Shows the answers to this question under it, or hides them again.",
        modes=("asking",),
    ),
    Action(
        name="stop_timer",
        word="Stop or go on",
        key="space",
        also_key="enter",
        label="Stop the timer, or let it go on",
        help="Stops the timer, or lets it go on. Anybody may: it only says how the time goes by.",
        modes=("asking",),
    ),
    Action(
        name="end_asking",
        word="Leave",
        key="escape",
        shown="esc",
        label="Go back to the board",
        help="Leaves one question at a time and goes back to the board.",
        modes=("asking",),
    ),
)

ROUNDS: tuple[Action, ...] = (
    Action(
        name="ask",
        word="One question",
        label="Ask one question at a time",
        found_by="workshop facilitator large room",
        help="For a workshop with one screen: one question of one principle, large, with a gentle timer if you like.",
        modes=IN_MODES,
    ),
    Action(
        name="next_stage",
        word="Next stage",
        label="Next stage of the round",
        help="Moves the round on for everybody: reflect, pool, plan, review. After the last it offers to close it.",
        modes=IN_MODES,
    ),
    Action(
        name="set_stage",
        word="Set the stage",
        label="Set the stage of the round, also back",
        help="Moves the round to any of its stages. A board opens at the stage of its round.",
        modes=IN_MODES,
    ),
    Action(
        name="start_round",
        word="Start a round",
        label="Start a round",
        found_by="begin workshop",
        help="Begins a new round, and shows the plan items that are due. The round before is closed with it.",
        modes=IN_MODES,
    ),
    Action(
        name="close_round",
        word="Close the round",
        label="Close the round",
        help="Ends the round. Its answers stay and can be looked at; the plan goes on.",
        modes=IN_MODES,
        asks=True,
    ),
    Action(
        name="other_round",
        word="Another round",
        label="Look at another round",
        help="Shows an earlier round's answers and themes. New answers go to the round that is open.",
        modes=IN_MODES,
        looks=True,
    ),
    Action(
        name="this_round",
        word="Back to now",
        label="Back to the round that is open",
        help="Leaves the earlier round and shows the board as it is now.",
        modes=IN_MODES,
        looks=True,
    ),
    Action(
        name="open_round",
        word="Open it again",
        label="Open a closed round again",
        help="Opens the round that is looked at, or the last one, again.",
        modes=IN_MODES,
    ),
    Action(
        name="settle_round",
        word="Two changes",
        label="Choose between two changes to a round",
        help="Where two people changed a round at once, shows both to choose from.",
        modes=IN_MODES,
    ),
)
