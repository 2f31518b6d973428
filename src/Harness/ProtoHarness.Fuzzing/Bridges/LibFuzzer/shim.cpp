// The native half of the libFuzzer bridge: hosts the .NET runtime inside the fuzzer's process and hands each input over.
// Compiled by LibFuzzer.Build; the managed half is LibFuzzerHost.
#include <dlfcn.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef COUNTERS
#error "the size of the map comes from the target"
#endif
#ifndef STATES
#error "so does how many counters its states have"
#endif

// libFuzzer reads and clears whatever lies in this section, so the target counts straight into it. It reads all of it after
// every execution, so it has the target's exact size.
__attribute__((section("__libfuzzer_extra_counters"), aligned(4096))) static uint8_t counters[COUNTERS];

// Most targets tell of no states: libFuzzer reads these from when the first is told on.
static uint8_t states[STATES];
extern "C" void __sanitizer_cov_8bit_counters_init(uint8_t* start, uint8_t* stop);
static void watch_states() { __sanitizer_cov_8bit_counters_init(states, states + STATES); }

typedef int32_t (*initialize_fn)(int32_t argc, const char** argv, void* parameters, void** handle);
typedef int32_t (*delegate_fn)(void* handle, int32_t type, void** delegate);
typedef int32_t (*function_fn)(const char* type, const char* method, const char* signature, void* context, void* reserved, void** function);
typedef int32_t (*start_fn)(const char* spec, uint8_t* map, int32_t length, uint8_t* states, void (*watch_states)());
typedef int32_t (*run_fn)(const uint8_t* data, int32_t size);

static const int32_t GetFunctionPointer = 6;
static const int32_t MostArguments = 16;
static const char* const UnmanagedCallersOnly = (const char*)-1;
static run_fn run;

static const char* setting(const char* name) {
    const char* value = getenv(name);
    if (!value) {
        fprintf(stderr, "%s is not set; start this program through protoharness\n", name);
        exit(3);
    }
    return value;
}

static void* need(void* pointer, const char* what) {
    if (!pointer) {
        fprintf(stderr, "the .NET runtime has no %s\n", what);
        exit(3);
    }
    return pointer;
}

static void check(int32_t code, const char* what) {
    // 1 and 2 say that a runtime was there already.
    if (code < 0 || code > 2) {
        fprintf(stderr, "%s failed with 0x%08x\n", what, code);
        exit(3);
    }
}

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    void* library = need(dlopen(setting("PROTOHARNESS_HOSTFXR"), RTLD_NOW), "libhostfxr");
    // What `dotnet` takes, a line each.
    const char* application[MostArguments];
    int32_t count = 0;
    for (char* line = strtok(strdup(setting("PROTOHARNESS_APPLICATION")), "\n"); line && count < MostArguments; line = strtok(nullptr, "\n")) {
        application[count++] = line;
    }
    void* handle = nullptr;
    check(((initialize_fn)need(dlsym(library, "hostfxr_initialize_for_dotnet_command_line"), "initialize"))(count, application, nullptr, &handle), "starting the runtime");
    void* get = nullptr;
    check(((delegate_fn)need(dlsym(library, "hostfxr_get_runtime_delegate"), "delegate"))(handle, GetFunctionPointer, &get), "asking the runtime");
    const char* type = "ProtoHarness.Fuzzing.Bridges.LibFuzzerHost, ProtoHarness.Fuzzing";
    void* start = nullptr;
    check(((function_fn)get)(type, "Start", UnmanagedCallersOnly, nullptr, nullptr, &start), "finding Start");
    check(((function_fn)get)(type, "Run", UnmanagedCallersOnly, nullptr, nullptr, (void**)&run), "finding Run");
    if (((start_fn)start)(setting("PROTOHARNESS_SPEC"), counters, COUNTERS, states, watch_states) != 0) {
        exit(3);
    }
    // The runtime has a handler of its own for this signal, and libFuzzer replaces no handler: it would save no crash.
    signal(SIGABRT, SIG_DFL);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (run(data, (int32_t)size) != 0) {
        abort();
    }
    return 0;
}
