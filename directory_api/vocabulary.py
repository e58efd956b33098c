"""The fixed lists of ids: services_data, the guide, the API and every link use them. They never change."""

from typing import Literal, get_args

Audience = Literal["young_person", "parent_carer", "professional", "adult"]
Need = Literal[
    "child_sexual_exploitation",
    "online_grooming",
    "image_abuse",
    "sexual_violence",
    "non_recent_abuse",
    "domestic_abuse",
    "teen_relationship_abuse",
    "physical_abuse",
    "emotional_abuse_neglect",
    "criminal_exploitation",
    "serious_violence",
    "assault",
    "robbery_theft",
    "bullying",
    "hate_crime",
    "stalking_harassment",
    "honour_based_abuse",
    "modern_slavery",
    "mental_health",
    "missing",
    "spiking",
    "fraud",
    "bereavement",
    "court_witness",
    "online_harm",
    "family_of_offender",
    "harmful_behaviour_child",
    "harmful_behaviour_own",
    "any_crime",
]
Status = Literal[
    "open",
    "renamed",
    "check",
    "merged",
    "renamed_or_absorbed",
    "historic",
    "closed_locally",
    "at_risk",
    "at_risk_or_closed",
]
Referral = Literal["self", "parent_or_carer", "professional", "police"]  # who may ask a service for help
ALL_STATUSES = "all"

AUDIENCES: tuple[str, ...] = get_args(Audience)
NEEDS: tuple[str, ...] = get_args(Need)
STATUSES: tuple[str, ...] = get_args(Status)
REFERRALS: tuple[str, ...] = get_args(Referral)
