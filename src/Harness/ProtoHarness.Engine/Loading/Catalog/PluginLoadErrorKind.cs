namespace ProtoHarness.Engine.Loading;

/// <summary>Why a plugin could not be loaded.</summary>
public enum PluginLoadErrorKind
{
    /// <summary>Nothing is called so.</summary>
    NotFound,

    /// <summary>The file cannot be read, or is damaged.</summary>
    Unreadable,

    /// <summary>The file is a native library.</summary>
    Native,

    /// <summary>There is no plugin in it.</summary>
    NoPlugin,

    /// <summary>There are several plugins in one assembly.</summary>
    SeveralPlugins,

    /// <summary>The plugin's class cannot be created: not public, or no constructor without parameters.</summary>
    Uncreatable,

    /// <summary>Another plugin has the same name.</summary>
    DuplicateId,

    /// <summary>It was compiled against another version of the contract.</summary>
    ContractVersion,

    /// <summary>It was built for a framework that this host is not.</summary>
    Framework,

    /// <summary>An assembly or a native library that it needs is not there.</summary>
    MissingDependency,

    /// <summary>An assembly that it needs is there in a version that does not fit.</summary>
    DependencyVersion,

    /// <summary>Its constructor, or a static one, threw.</summary>
    Constructor,

    /// <summary>Its declaration threw.</summary>
    DefineThrew,

    /// <summary>Its declarations are wrong.</summary>
    Declaration,

    /// <summary>Its constructor or declaration did not return in time.</summary>
    DefineTimeout,

    /// <summary>Its source does not compile.</summary>
    Source,

    /// <summary>It is a project that was not built.</summary>
    NotBuilt,
}
