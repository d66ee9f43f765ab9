"""Files that people uploaded, handed out so that no browser shows or runs anything in them."""

from __future__ import annotations

import io
from urllib.parse import quote

from flask import Response, send_file

from workflow.domain.facts import FileRef
from workflow.services import files
from workflow.web import context

# nothing of a file may run or be fetched, even where a browser should open it all the same
POLICY = "default-src 'none'; sandbox"


def attachment(ref: FileRef) -> Response:
    """The file as a download under the name it was uploaded with. Raises FileMissing, which has a page of its own."""
    content = files.open_file(context.settings().files, ref.digest)
    response = send_file(
        io.BytesIO(content), mimetype=ref.media_type, as_attachment=True, download_name=ref.name, etag=False
    )
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def attached(content: bytes, media_type: str, name: str, shown: str) -> Response:
    """What the program made, as a download: `shown` is its name where the browser takes one in any characters."""
    headers = {
        "Content-Disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(shown)}",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, content_type=media_type, headers=headers)
