import sys

from miteinander.cli import main

sys.exit(main())
