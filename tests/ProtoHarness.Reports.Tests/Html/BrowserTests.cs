using Microsoft.Playwright;
using ProtoHarness.Reports.Html;

namespace ProtoHarness.Reports.Tests.Html;

/// <summary>The page in a real browser: opened from a file, with no network to ask.</summary>
public sealed class BrowserTests : IAsyncLifetime
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("protoharness-page-");
    IPlaywright? _playwright;
    IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Chromium() is not { } path)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_reader_filters_opens_a_finding_and_sees_the_frames_and_the_fault()
    {
        var page = await OpenAsync(javaScript: true, ColorScheme.Light);
        await Assertions.Expect(page.Locator("#shown")).ToHaveTextAsync("3 of 3");

        await page.FillAsync("#filter", "split FAIL");
        await Assertions.Expect(page.Locator("tr.case:visible")).ToHaveCountAsync(1);
        await page.FillAsync("#filter", "");
        await page.ClickAsync("#failed");
        await Assertions.Expect(page.Locator("#shown")).ToHaveTextAsync("1 of 3");

        var replay = page.GetByText("protoharness replay findings/my-proto-session-split-01234567.phs");
        await Assertions.Expect(replay).ToBeHiddenAsync();
        await page.ClickAsync("details.failure summary");
        await Assertions.Expect(replay).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".sequence .fault")).ToContainTextAsync("split @6");
        await Assertions.Expect(page.Locator(".sequence .c .arrow").Nth(1)).ToHaveTextAsync("⟶");
        await Assertions.Expect(page.Locator(".matrix td.fail")).ToHaveTextAsync("✗ 1");
    }

    [Fact]
    public async Task Without_a_script_all_text_is_there_and_findings_open()
    {
        var page = await OpenAsync(javaScript: false, ColorScheme.Light);

        await Assertions.Expect(page.Locator("#filter")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("tr.case:visible")).ToHaveCountAsync(3);
        await page.ClickAsync("details.failure summary");
        await Assertions.Expect(page.Locator(".sequence .fault")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "cases judged" })).ToBeVisibleAsync();
        await page.ClickAsync("figure summary");
        await Assertions.Expect(page.GetByText("169 after 3 s")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Dark_and_light_are_two_pictures_of_one_page()
    {
        var pictures = new List<byte[]>();
        var backgrounds = new List<string>();
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            var page = await OpenAsync(javaScript: true, scheme);
            await page.ClickAsync("details.failure summary");
            pictures.Add(await page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = Picture(scheme) }));
            backgrounds.Add(await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.tools')).backgroundColor"));
        }

        // PNG, and drawn: not one colour, which would compress to almost nothing.
        Assert.All(pictures, picture => Assert.Equal([0x89, 0x50, 0x4E, 0x47], picture[..4]));
        Assert.All(pictures, picture => Assert.True(picture.Length > 20_000, $"{picture.Length} bytes"));
        Assert.Equal("rgb(255, 255, 255)", backgrounds[0]);
        Assert.NotEqual(backgrounds[0], backgrounds[1]);
    }

    static string? Picture(ColorScheme scheme) => Environment.GetEnvironmentVariable("PROTOHARNESS_PICTURES") is { Length: > 0 } folder ? Path.Combine(folder, $"report-{scheme}.png") : null;

    async Task<IPage> OpenAsync(bool javaScript, ColorScheme scheme)
    {
        if (_browser is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "chromium is missing, and CI=true demands it");
            Assert.Skip("chromium is missing: install it (Debian: apt install chromium)");
        }

        var file = Path.Combine(_folder.FullName, "report.html");
        await File.WriteAllTextAsync(file, HtmlReport.Write(Pages.Check), TestContext.Current.CancellationToken);
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { JavaScriptEnabled = javaScript, ColorScheme = scheme, Offline = true });
        var page = await context.NewPageAsync();
        page.Request += (_, request) => Assert.StartsWith("file:", request.Url, StringComparison.Ordinal);
        page.PageError += (_, error) => Assert.Fail(error);
        await page.GotoAsync($"file://{file}");
        return page;
    }

    static string? Chromium() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
