"""How hard hypothesis looks: at a few, always the same examples; with KINDBOARD_EXAMPLES=3000 at more, by chance."""

import os

from hypothesis import HealthCheck, settings

# No test here depends on time: a busy computer must not fail one.
settings.register_profile(
    "kindboard",
    max_examples=int(os.environ.get("KINDBOARD_EXAMPLES", "50")),
    derandomize="KINDBOARD_EXAMPLES" not in os.environ,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("kindboard")
