"""The privacy jobs of the command line."""

import typer

commands = typer.Typer()


@commands.command("privacy-notice")
def privacy_notice(
    record: bool = typer.Option(
        False, "--record", help="The record of processing activities (Art. 30 GDPR), which is docs/privacy.md."
    ),
) -> None:
    """Write the privacy notice for the website (Art. 13 GDPR), German Markdown made from company.yml."""
    from rueckruf.company import load_company
    from rueckruf.privacy import documents
    from rueckruf.project import COMPANY

    write = documents.record_of_processing if record else documents.privacy_notice
    typer.echo(write(load_company(COMPANY)), nl=False)
