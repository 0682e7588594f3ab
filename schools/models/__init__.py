from schools.models.classes import ClassGroup, ClassGroupMapping
from schools.models.consents import Consent, ConsentPaper, ConsentText
from schools.models.expertise import Concentration, Decree, ExpertiseField, Program
from schools.models.facts import (
    SchoolConcentration,
    SchoolContact,
    SchoolFigure,
    SchoolHead,
    SchoolName,
)
from schools.models.groups import GroupMember, SchoolGroup
from schools.models.imports import ImportRow, ImportRun
from schools.models.memberships import (
    AccessLink,
    LedConcentration,
    Membership,
    SupervisedSchool,
)
from schools.models.merges import SchoolMerge, ToldApart
from schools.models.moving_up import MoveUp
from schools.models.name_access import NameAccess
from schools.models.offices import Office, OfficeRegion
from schools.models.pupil_imports import PupilImport, PupilImportClass, PupilImportRow
from schools.models.pupils import Enrolment, Pupil
from schools.models.regions import Region
from schools.models.schools import School
from schools.models.sources import Source

__all__ = [
    "AccessLink",
    "ClassGroup",
    "ClassGroupMapping",
    "Concentration",
    "Consent",
    "ConsentPaper",
    "ConsentText",
    "Decree",
    "Enrolment",
    "ExpertiseField",
    "GroupMember",
    "ImportRow",
    "ImportRun",
    "LedConcentration",
    "Membership",
    "MoveUp",
    "NameAccess",
    "Office",
    "OfficeRegion",
    "Program",
    "Pupil",
    "PupilImport",
    "PupilImportClass",
    "PupilImportRow",
    "Region",
    "School",
    "SchoolConcentration",
    "SchoolContact",
    "SchoolFigure",
    "SchoolGroup",
    "SchoolHead",
    "SchoolMerge",
    "SchoolName",
    "Source",
    "SupervisedSchool",
    "ToldApart",
]
