namespace ProtoHarness.Reports.Html;

/// <summary>How the page looks, and the little that moves on it.</summary>
static class PageStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --line: #8884; --pass: #1a7f37; --fail: #cf222e; --odd: #9a6700; --none: #6e7781; }
        @media (prefers-color-scheme: dark) { :root { --pass: #3fb950; --fail: #ff7b72; --odd: #d29922; --none: #8b949e; } }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 0 auto; padding: 1rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-top: 1px solid var(--line); }
        .case > td:nth-child(2) code { white-space: nowrap; overflow-wrap: normal; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        .counts { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none; }
        .pass { color: var(--pass); } .fail, .harness-error { color: var(--fail); } .flaky, .non-strict { color: var(--odd); } .unsupported { color: var(--none); }
        .counts li, td:first-child, summary span { font-weight: 600; white-space: nowrap; }
        code, pre { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
        pre { white-space: pre-wrap; }
        summary { cursor: pointer; overflow-wrap: anywhere; }
        dl { display: grid; grid-template-columns: 6rem 1fr; margin: .5rem 0; } dt { color: var(--none); } dd { margin: 0; }
        .sequence { font-size: 13px; table-layout: fixed; } .sequence td { overflow-wrap: anywhere; border-top: 0; padding: .1rem .6rem; } .sequence td:first-child { color: var(--none); font-weight: 400; }
        .sequence th:nth-child(1) { width: 6rem; } .sequence th:nth-child(3) { width: 3rem; } .sequence td.arrow { text-align: center; font-size: 1.2rem; line-height: 1; border: 1px solid var(--line); border-width: 0 1px; }
        .sequence .fault td { color: var(--fail); font-weight: 600; border-top: 1px dashed var(--fail); border-bottom: 1px dashed var(--fail); } .gap td { color: var(--none); }
        .wide { overflow-x: auto; } .matrix table { width: auto; } .matrix th + th { text-align: right; vertical-align: bottom; } .matrix th span { writing-mode: vertical-rl; } .matrix td.fail { font-weight: 700; } .matrix td { padding: .1rem .4rem; }
        figure { margin: 1rem 0; } figcaption { font-weight: 600; } svg { width: 100%; max-width: 45rem; height: auto; font: 11px system-ui, sans-serif; fill: currentColor; } svg .line { fill: none; stroke: var(--pass); stroke-width: 2; } svg .bar { fill: var(--pass); } svg .axis { stroke: var(--none); } figure table { width: auto; font-size: 13px; } figure td { border-top: 0; padding: .1rem .6rem; }
        .tools { position: sticky; top: 0; background: Canvas; padding: .4rem 0; } .tools[hidden] { display: none; } button { font: inherit; } button[aria-pressed=true] { font-weight: 700; }
        input { font: inherit; width: min(30rem, 60%); padding: .4rem; box-sizing: border-box; }

        """;

    public const string Script = """
        const find = id => document.getElementById(id);
        const rows = [...document.querySelectorAll('tr.case')];
        const show = () => {
          const words = find('filter').value.toLowerCase().split(/\s+/);
          const failed = find('failed').getAttribute('aria-pressed') === 'true';
          for (const row of rows) {
            const text = row.textContent.toLowerCase();
            row.hidden = !words.every(word => text.includes(word)) || failed && !row.querySelector('.failure');
          }
          find('shown').textContent = rows.filter(row => !row.hidden).length + ' of ' + rows.length;
        };
        document.querySelector('.tools').hidden = false;
        find('filter').addEventListener('input', show);
        find('failed').addEventListener('click', () => {
          find('failed').setAttribute('aria-pressed', find('failed').getAttribute('aria-pressed') !== 'true');
          show();
        });
        find('open').addEventListener('click', () => {
          for (const one of document.querySelectorAll('details.failure')) one.open = true;
        });
        show();

        """;
}
