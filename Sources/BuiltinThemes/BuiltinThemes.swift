/// The shipped theme files, built into the program, so that it needs no installed folder.
public enum BuiltinThemes {
  /// Their names: the default first.
  public static let names = ["signal", "daylight", "contrast", "okabe", "phosphor", "mono"]

  /// The text of a shipped theme file, UTF-8; nil if there is none of that name.
  public static func bytes(named name: String) -> [UInt8]? {
    switch name {
    case "signal": PackageResources.signal_toml
    case "daylight": PackageResources.daylight_toml
    case "contrast": PackageResources.contrast_toml
    case "okabe": PackageResources.okabe_toml
    case "phosphor": PackageResources.phosphor_toml
    case "mono": PackageResources.mono_toml
    default: nil
    }
  }
}
