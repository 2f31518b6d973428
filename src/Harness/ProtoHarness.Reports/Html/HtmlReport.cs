using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProtoHarness.Engine.Reports;

namespace ProtoHarness.Reports.Html;

/// <summary>
/// One page that needs nothing else: no network, and no script for its text. Its script only filters. Light or dark as the reader's system is.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="report">What the run came to.</param>
    /// <returns>HTML.</returns>
    public static string Write(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return WriteAsync(report).GetAwaiter().GetResult();
    }

    static async Task<string> WriteAsync(Report report)
    {
        var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using (services.ConfigureAwait(false))
        {
            var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
            await using (renderer.ConfigureAwait(false))
            {
                return await renderer.Dispatcher.InvokeAsync(async () =>
                {
                    var page = await renderer.RenderComponentAsync<ReportPage>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(ReportPage.Report)] = report })).ConfigureAwait(false);
                    return "<!doctype html>\n" + page.ToHtmlString();
                }).ConfigureAwait(false);
            }
        }
    }
}
