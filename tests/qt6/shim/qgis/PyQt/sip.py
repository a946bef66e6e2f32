from PyQt6.sip import *  # noqa: F403
from PyQt6.sip import isdeleted  # noqa: F401
