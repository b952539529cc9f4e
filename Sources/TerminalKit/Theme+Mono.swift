extension Theme {
  /// No colours, only weights, equal to `Themes/mono.toml`. Every theme is drawn like this on a
  /// terminal without colour, and under `NO_COLOR`.
  public static let mono = Theme(
    name: "mono",
    entries: [
      .background: Entry(background: .terminalDefault),
      .text: Entry(foreground: .terminalDefault),
      .muted: Entry(attributes: .dim),
      .accent: Entry(attributes: .bold),
      .selection: Entry(attributes: .reverse),
      .borderFocus: Entry(attributes: .bold),
      .warn: Entry(attributes: .underline),
      .breach: Entry(attributes: [.bold, .underline]),
      .named: Entry(attributes: .bold),
      .contingent: Entry(attributes: [.dim, .underline]),
      .duplicate: Entry(attributes: .dim),
      .barEmpty: Entry(attributes: .dim),
      .header: Entry(attributes: .reverse),
      .footer: Entry(attributes: .reverse),
    ])
}
