"""Sample inputs for every component: read by the render test and by the style guide at /stil/.

``SAMPLES`` maps a component's template name (without ``.html``) to its states. Everything in here is invented.
"""

from .components import SAMPLES, Sample, shell

__all__ = ["SAMPLES", "Sample", "shell"]
