using System.Net;

namespace SmuxGateway;

/// <summary>The HTTP service: <c>GET /rand</c> is a number from the random-number service.</summary>
static class Gateway
{
    /// <summary>The shapes of the comparison, by the name that the command line has for them.</summary>
    public static IReadOnlyList<(string Name, Func<IPEndPoint, IRandomSource> Create)> Shapes { get; } =
    [
        ("request", service => new ConnectionPerRequest(service)),
        ("session", service => new OneSession(service)),
        ("pool", service => new PooledSessions(service)),
    ];

    /// <summary>
    /// Makes the service. SIGINT and SIGTERM stop it gracefully: nothing more is accepted, what was accepted is answered (for up to <c>ShutdownTimeout</c>), and only then
    /// are the sessions closed, because the container disposes of its services after the server has stopped.
    /// </summary>
    /// <param name="port">The port on 127.0.0.1; 0: one that is free.</param>
    /// <param name="source">Where the numbers come from.</param>
    public static WebApplication Create(int port, Func<IRandomSource> source)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Services.AddSingleton(_ => source());
        var app = builder.Build();
        app.MapGet("/rand", async (HttpContext context, IRandomSource numbers) =>
        {
            try
            {
                var number = await numbers.NextAsync(context.RequestAborted);
                await context.Response.WriteAsync($"{number}\n");
            }
            catch (Exception e) when (e is IOException or TimeoutException or System.Net.Sockets.SocketException)
            {
                context.Response.StatusCode = StatusCodes.Status502BadGateway;
                await context.Response.WriteAsync($"{e.Message}\n");
            }
        });
        return app;
    }
}
