"""How hard hypothesis looks: quickly by default; KINDBOARD_EXAMPLES=3000 looks for longer."""

import os

from hypothesis import HealthCheck, settings

# No test here depends on time: a busy computer must not fail one.
settings.register_profile(
    "kindboard",
    max_examples=int(os.environ.get("KINDBOARD_EXAMPLES", "50")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("kindboard")
