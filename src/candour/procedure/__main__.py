"""`python -m candour.procedure`: the verbs of the law without the rest of the house."""

import sys

from candour.procedure.command import main

sys.exit(main())
