"""The rows of Scripts/faults, in the order in which they are run."""
from clients import clients
from clocks import clock
from errors import eio
from floods import flood
from kills import kill_9, kill_calls
from power import power
from presence import presence
from resources import demo_memory, disk_full

ROWS = {
    "kill-9": kill_9,
    "kill-calls": kill_calls,
    "presence": presence,
    "clock": clock,
    "clients": clients,
    "eio": eio,
    "power": power,
    "disk-full": disk_full,
    "flood": flood,
    "demo-memory": demo_memory,
}
