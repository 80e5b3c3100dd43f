"""What a complete service has: the 14 components of a service standard, and where to ask for it."""

from __future__ import annotations

from ckanext.ambon.domain.quality.rule import Entry, Rule, is_filled, say


class OfService(Rule):
    types = ("layanan",)


class Channels(OfService):
    name = "channels"
    fields = ("channels",)
    advice = say(
        "Isi di mana layanan diminta: kantor, alamat daring, jam buka.",
        "Fill in where the service is asked for: office, address online, hours.",
    )


class Requirements(OfService):
    name = "requirements"
    fields = ("requirements",)
    advice = say(
        "Tulis syarat yang harus dibawa, satu per butir.",
        "List what people must bring, one item each.",
    )


class Steps(OfService):
    name = "steps"
    fields = ("steps",)
    advice = say("Tulis langkah-langkahnya secara berurutan.", "List the steps in their order.")


class Duration(OfService):
    name = "duration"
    fields = ("duration_text",)
    advice = say("Tulis berapa lama layanan selesai.", "Say how long the service takes.")


class Fee(OfService):
    name = "fee"
    advice = say(
        "Tulis biayanya; jika gratis, pilih “Gratis”.",
        "State the fee; if there is none, choose “Free”.",
    )

    def is_met(self, entry: Entry) -> bool:
        """Tell whether the fee is known, in words or as its kind."""
        is_published = entry.get("fee_kind") not in (None, "", "belum_diterbitkan")
        return is_published or is_filled(entry.get("fee_text"))


class Product(OfService):
    name = "product"
    fields = ("product",)
    advice = say("Tulis apa yang diterima pemohon.", "Say what people receive.")


class Complaints(OfService):
    name = "complaints"
    fields = ("complaints",)
    advice = say(
        "Tulis ke mana pengaduan dan saran disampaikan.", "Say where complaints and suggestions go."
    )


class LegalBasis(OfService):
    name = "legal_basis"
    fields = ("legal_basis",)
    advice = say("Sebutkan dasar hukumnya.", "Name the legal basis.")


class Facilities(OfService):
    name = "facilities"
    fields = ("facilities",)
    advice = say("Tulis sarana, prasarana, dan fasilitasnya.", "Describe the facilities.")


class Competence(OfService):
    name = "competence"
    fields = ("competence",)
    advice = say(
        "Tulis kompetensi petugas pelaksana.", "Describe what the staff must be able to do."
    )


class Supervision(OfService):
    name = "supervision"
    fields = ("supervision",)
    advice = say(
        "Tulis bagaimana layanan diawasi di dalam kantor.",
        "Say how the office supervises the service.",
    )


class Staff(OfService):
    name = "staff"
    fields = ("staff",)
    advice = say("Tulis jumlah petugas pelaksana.", "State the number of staff.")


class ServiceGuarantee(OfService):
    name = "service_guarantee"
    fields = ("service_guarantee",)
    advice = say("Tulis jaminan pelayanannya.", "State what the service guarantees.")


class SafetyGuarantee(OfService):
    name = "safety_guarantee"
    fields = ("safety_guarantee",)
    advice = say(
        "Tulis jaminan keamanan dan keselamatannya.", "State the guarantee of security and safety."
    )


class Evaluation(OfService):
    name = "evaluation"
    fields = ("evaluation",)
    advice = say(
        "Tulis bagaimana kinerja petugas dinilai.", "Say how the work of the staff is evaluated."
    )
