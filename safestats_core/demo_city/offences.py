"""What happens in the city, in the words of each supplier: shares, rhythms and surroundings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class Offence:
    """One of a supplier's categories.

    words     what the supplier writes
    category  a key of incidents.CATEGORIES
    share     weight among the supplier's incidents
    rhythm    a key of clock.RHYTHMS
    setting   a key of attraction.SETTINGS
    hours     shortest and longest time between the last sight of things in order and the discovery; None: a moment
    """

    words: str
    category: str
    share: float
    rhythm: str
    setting: str
    hours: Optional[tuple[float, float]] = None


POLICE = "police-recorded"
OPEN_POLICE = "police-open"
AMBULANCE = "ambulance"
EMERGENCY = "emergency-departments"
FIRE = "fire"

AGENCY_SHARES = {POLICE: 0.62, AMBULANCE: 0.20, EMERGENCY: 0.07, FIRE: 0.11}
"""How a number of incidents divides among the record-level datasets; police-open repeats the police's own."""

OFFENCES: dict[str, tuple[Offence, ...]] = {
    POLICE: (
        Offence("Violence with injury", "violence", 11, "night out", "night life"),
        Offence("Violence without injury", "violence", 13, "evening", "anywhere"),
        Offence("Stalking and harassment", "violence", 5, "all day", "homes"),
        Offence("Sexual offence", "violence", 2, "night out", "anywhere"),
        Offence("Robbery of a person", "robbery", 2, "night out", "night life"),
        Offence("Robbery of a business", "robbery", 0.4, "evening", "shops"),
        Offence("Possession of a weapon", "weapons", 1, "evening", "anywhere"),
        Offence("Burglary of a home", "burglary", 5, "workday", "homes", (2, 10)),
        Offence("Burglary of a business", "burglary", 1.5, "bedtime", "shops", (6, 14)),
        Offence("Theft of a cycle", "bicycle-theft", 2, "commuting", "night life", (0.5, 9)),
        Offence("Theft from the person", "theft-from-person", 2, "night out", "night life"),
        Offence("Theft from a shop", "shoplifting", 8, "shopping", "shops"),
        Offence("Other theft", "other-theft", 8, "all day", "anywhere"),
        Offence("Theft from a vehicle", "vehicle-crime", 5, "bedtime", "homes", (6, 12)),
        Offence("Theft of a vehicle", "vehicle-crime", 3, "bedtime", "homes", (5, 12)),
        Offence("Criminal damage", "criminal-damage", 7, "bedtime", "homes", (0.5, 12)),
        Offence("Drug possession", "drugs", 3, "evening", "night life"),
        Offence("Drug supply", "drugs", 1, "all day", "anywhere"),
        Offence("Public order offence", "public-order", 6, "evening", "night life"),
        Offence("Rowdy or nuisance behaviour", "antisocial-behaviour", 9, "evening", "anywhere"),
        Offence("Neighbour nuisance", "antisocial-behaviour", 4, "bedtime", "homes"),
        Offence("Other notifiable offence", "other-crime", 1.5, "all day", "anywhere"),
    ),
    AMBULANCE: (
        Offence("Assault", "assault-injury", 7, "night out", "night life"),
        Offence("Stabbing or gunshot", "assault-injury", 0.5, "night out", "night life"),
        Offence("Overdose or poisoning", "overdose", 6, "evening", "anywhere"),
        Offence("Mental health crisis", "mental-health", 9, "all day", "homes"),
        Offence("Traffic collision", "road-collision", 5, "commuting", "roads"),
        Offence("Fall", "medical", 24, "all day", "homes"),
        Offence("Chest pain", "medical", 18, "all day", "homes"),
        Offence("Breathing problems", "medical", 18, "all day", "homes"),
        Offence("Unconscious or fainting", "medical", 12.5, "all day", "anywhere"),
    ),
    EMERGENCY: (
        Offence("Assault", "assault-injury", 70, "night out", "night life"),
        Offence("Assault with a weapon", "assault-injury", 8, "night out", "night life"),
        Offence("Poisoning", "overdose", 14, "evening", "anywhere"),
        Offence("Self-harm", "mental-health", 8, "bedtime", "homes"),
    ),
    FIRE: (
        Offence("Deliberate refuse fire", "deliberate-fire", 12, "evening", "homes"),
        Offence("Deliberate vehicle fire", "deliberate-fire", 3, "night out", "homes"),
        Offence("Accidental dwelling fire", "accidental-fire", 12, "evening", "homes"),
        Offence("Accidental fire elsewhere", "accidental-fire", 6, "all day", "anywhere"),
        Offence("Automatic alarm", "false-alarm", 34, "all day", "shops"),
        Offence("Malicious call", "false-alarm", 2, "evening", "homes"),
        Offence("Road traffic collision", "road-collision", 7, "commuting", "roads"),
        Offence("Effecting entry", "special-service", 12, "all day", "homes"),
        Offence("Lift release", "special-service", 7, "all day", "night life"),
        Offence("Flooding", "special-service", 5, "all day", "homes"),
    ),
}
