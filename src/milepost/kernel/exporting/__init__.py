"""Export: any list as CSV, XLSX or JSON, the same rows at every door; what is exported can be imported again."""

from milepost.kernel.exporting.forms import Form, file_name, form_named
from milepost.kernel.exporting.takes import takes
from milepost.kernel.exporting.tasks import MOST_DIRECT, Export, enqueue_export, export_of, may_export
from milepost.kernel.exporting.template import columns_of, template
from milepost.kernel.exporting.whole import pieces_of, with_key

__all__ = [
    "MOST_DIRECT",
    "Export",
    "Form",
    "columns_of",
    "enqueue_export",
    "export_of",
    "file_name",
    "form_named",
    "may_export",
    "pieces_of",
    "takes",
    "template",
    "with_key",
]
