using ProtoHarness.Bench.Smux;

return args switch
{
    ["smux-peer", .. var rest] => await SmuxPeer.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: bench smux");
    return 2;
}
