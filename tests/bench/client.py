"""One member of a team in the measurement `clients`: joins, then saves and syncs at odd moments.

`python -m tests.bench.client SHARED FOLDER NUMBER SAVES SHORTEST LONGEST`
"""

import os
import random
import sys
import time
from pathlib import Path

from kindboard.starters import starters
from tests import generated


def main(shared: str, folder: str, number: int, saves: int, shortest: float, longest: float) -> None:
    os.environ["KINDBOARD_HOME"] = f"{folder}-computer"
    chosen = random.Random(number)
    answers = generated.answer_numbers(200)
    with starters.join(shared, Path(folder), name=f"Person {number}") as workspace:
        for turn in range(saves):
            time.sleep(chosen.uniform(shortest, longest))
            card = workspace.board().find(generated.numbered_id(chosen.choice(answers)))
            workspace.change(card, {"text": f"Person {number} for the {turn}th time"})
            workspace.sync(now=True)
        for _ in range(20):
            if workspace.sync(now=True).state == "synced" and not workspace.status().unsent:
                return
        raise SystemExit("never synced")


if __name__ == "__main__":
    place, name, *numbers = sys.argv[1:]
    main(place, name, int(numbers[0]), int(numbers[1]), float(numbers[2]), float(numbers[3]))
