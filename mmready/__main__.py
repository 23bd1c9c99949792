"""``python -m mmready`` is the command ``mmready``."""

import sys

from mmready.cli import main

sys.exit(main())
