"""What is done with themes, and with the answers in them, in Pool. Pure."""

from kindboard.actions.kinds import Action

POOLING: tuple[Action, ...] = (
    Action(
        name="new_theme",
        word="New theme",
        key="n",
        label="Make a theme of the marked answers, or an empty one",
        help="Asks for a title and makes a theme of the answers that are marked, in one step.",
        modes=("pool",),
    ),
    Action(
        name="take_out",
        word="Take out",
        key="o",
        label="Take answers out of their theme",
        help="Takes the answers, marked or in hand, out of their theme: into a new one, or back to no theme.",
        modes=("pool",),
        on=("answer",),
        command="take-out",
    ),
    Action(
        name="rename_theme",
        word="Rename",
        key="r",
        label="Give this theme another title",
        help="Asks for another title for the theme that is shown. e changes its summary, too.",
        modes=("pool",),
        on=("theme",),
    ),
    Action(
        name="join_theme",
        word="Put together",
        key="m",
        label="Put this theme together with another",
        help="Puts all that is in the theme into another one, and takes this one off the board, in one change.",
        modes=("pool",),
        on=("theme",),
        command="put-together",
    ),
    Action(
        name="sort_answers",
        word="Sort",
        key="v",
        label="Sort the answers by principle, or by question",
        help="Puts the answers in the order of the principles, or all answers to one question together.",
        modes=("pool",),
        looks=True,
    ),
)
