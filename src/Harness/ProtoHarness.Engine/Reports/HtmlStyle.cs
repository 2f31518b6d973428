namespace ProtoHarness.Engine.Reports;

/// <summary>How the page looks, and the little that moves on it.</summary>
static class HtmlStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --line: #8884; --pass: #1a7f37; --fail: #cf222e; --odd: #9a6700; --none: #6e7781; }
        @media (prefers-color-scheme: dark) { :root { --pass: #3fb950; --fail: #ff7b72; --odd: #d29922; --none: #8b949e; } }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 0 auto; padding: 1rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-top: 1px solid var(--line); }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        .counts { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none; }
        .pass { color: var(--pass); } .fail, .harness-error { color: var(--fail); } .flaky, .non-strict { color: var(--odd); } .unsupported { color: var(--none); }
        .counts li, td:first-child, summary span { font-weight: 600; white-space: nowrap; }
        code, pre { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
        pre { white-space: pre-wrap; }
        summary { cursor: pointer; overflow-wrap: anywhere; }
        dl { display: grid; grid-template-columns: 6rem 1fr; margin: .5rem 0; } dt { color: var(--none); } dd { margin: 0; }
        .events { font-size: 13px; } .events td { overflow-wrap: anywhere; width: 50%; } .events td:first-child { width: auto; color: var(--none); font-weight: 400; }
        input { font: inherit; width: 100%; padding: .4rem; box-sizing: border-box; }

        """;

    public const string Script = """
        const filter = document.getElementById('filter');
        filter.hidden = false;
        filter.addEventListener('input', () => {
          const words = filter.value.toLowerCase().split(/\s+/);
          for (const row of document.querySelectorAll('tr.case')) {
            const text = row.textContent.toLowerCase();
            row.hidden = !words.every(word => text.includes(word));
          }
        });

        """;
}
