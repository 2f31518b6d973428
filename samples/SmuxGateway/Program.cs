using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using SmuxGateway;

switch (args)
{
    case ["service", var port]:
        await using (var server = new RandomServer(int.Parse(port, CultureInfo.InvariantCulture)))
        {
            var stop = new TaskCompletionSource();
            void Stop(PosixSignalContext signal)
            {
                signal.Cancel = true;
                stop.TrySetResult();
            }

            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            Console.WriteLine($"random numbers on {server.Address}");
            await stop.Task;
            Console.WriteLine("stopping");
        }

        Console.WriteLine("stopped");
        return 0;

    case ["gateway", var shape, var port, var service] when Gateway.Shapes.Any(known => known.Name == shape):
        await using (var app = Gateway.Create(
            int.Parse(port, CultureInfo.InvariantCulture), () => Gateway.Shapes.First(known => known.Name == shape).Create(IPEndPoint.Parse(service))))
        {
            app.Lifetime.ApplicationStopping.Register(() => Console.WriteLine("stopping"));
            await app.StartAsync();
            Console.WriteLine($"listening on {app.Urls.First()}");
            await app.WaitForShutdownAsync();
        }

        Console.WriteLine("stopped");
        return 0;

    case ["compare", .. var rest]:
        await LoadComparison.RunAsync(rest is [var requests] ? int.Parse(requests, CultureInfo.InvariantCulture) : 5000, TimeProvider.System);
        return 0;

    default:
        Console.WriteLine("""
            SmuxGateway service PORT                    the random-number service, on smux
            SmuxGateway gateway SHAPE PORT HOST:PORT    GET /rand from it; SHAPE is request, session or pool
            SmuxGateway compare [REQUESTS]              all of them in one process, under load
            """);
        return 2;
}
