"""`python -m sop_toolkit` is `sop`."""

import sys

from sop_toolkit.cli.main import main

sys.exit(main())
