extension Theme {
  /// The default theme, equal to `Themes/signal.toml`: it needs no file.
  public static let signal = Theme(name: "signal", entries: signalEntries)

  private static let signalEntries: [Role: Entry] = {
    let night = Color.rgb(0x10, 0x16, 0x1C)
    let panel = Color.rgb(0x1B, 0x25, 0x2F)
    let slate = Color.rgb(0x24, 0x3B, 0x53)
    let chalk = Color.rgb(0xE6, 0xED, 0xF3)
    let ash = Color.rgb(0xA3, 0xB1, 0xBF)
    let rail = Color.rgb(0x5B, 0x6B, 0x7A)
    let lamp = Color.rgb(0x6C, 0xC7, 0xF5)
    let green = Color.rgb(0x6F, 0xD8, 0x8F)
    let amber = Color.rgb(0xF2, 0xB8, 0x4B)
    let red = Color.rgb(0xFF, 0x94, 0x8A)
    let gold = Color.rgb(0xFF, 0xD8, 0x66)
    let violet = Color.rgb(0xCF, 0xA8, 0xFF)
    return [
      .background: Entry(background: night),
      .text: Entry(foreground: chalk),
      .muted: Entry(foreground: ash),
      .accent: Entry(foreground: lamp, attributes: .bold),
      .selection: Entry(foreground: chalk, background: slate, attributes: .bold),
      .border: Entry(foreground: rail),
      .borderFocus: Entry(foreground: lamp),
      .ok: Entry(foreground: green),
      .warn: Entry(foreground: amber),
      .breach: Entry(foreground: red, attributes: .bold),
      .named: Entry(foreground: gold),
      .contingent: Entry(foreground: violet),
      .duplicate: Entry(foreground: ash, attributes: .underline),
      .barFull: Entry(foreground: lamp),
      .barEmpty: Entry(foreground: rail),
      .header: Entry(foreground: chalk, background: panel),
      .footer: Entry(foreground: ash, background: panel),
    ]
  }()
}
