import BuiltinThemes
import Testing

@testable import TerminalKit

/// Reads a shipped theme file, which is written one key a line. Reading any file is another
/// module's work; this proves that the files and the constants say the same.
func shippedTheme(_ name: String) throws -> (theme: Theme, problems: [ThemeProblem]) {
  let bytes = try #require(BuiltinThemes.bytes(named: name))
  var section = ""
  var palette: [String: String] = [:]
  var roles: [String: RoleDescription] = [:]
  for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
    if line.first == "[" {
      section = String(line)
      continue
    }
    let parts = line.split(separator: "=", maxSplits: 1).map(trimmed)
    if section == "[palette]" { palette[parts[0]] = parts[1] }
    if section == "[roles]" { roles[parts[0]] = role(parts[1]) }
  }
  return Theme.make(name: name, palette: palette, roles: roles)
}

private func trimmed(_ text: Substring) -> String {
  var text = text[...]
  while let last = text.last, " \"}".contains(last) { text.removeLast() }
  while let first = text.first, " \"{".contains(first) { text.removeFirst() }
  return String(text)
}

private func role(_ text: String) -> RoleDescription {
  var description = RoleDescription()
  for item in text.split(separator: ",") {
    let parts = item.split(separator: "=").map(trimmed)
    switch parts[0] {
    case "fg": description.foreground = parts[1]
    case "bg": description.background = parts[1]
    case "bold": description.attributes.insert(.bold)
    case "dim": description.attributes.insert(.dim)
    case "underline": description.attributes.insert(.underline)
    case "reverse": description.attributes.insert(.reverse)
    default: Issue.record("unknown key '\(parts[0])'")
    }
  }
  return description
}

@Suite("Themes")
struct ThemeTests {
  @Test("shipped themes have no problems", arguments: BuiltinThemes.names)
  func shipped(name: String) throws {
    #expect(try shippedTheme(name).problems == [])
  }

  @Test("the constants equal the files", arguments: [Theme.signal, Theme.mono])
  func constants(theme: Theme) throws {
    #expect(try shippedTheme(theme.name).theme.entriesByRole == theme.entriesByRole)
  }

  @Test("every text of the default theme has a contrast of 4.5:1 on every ground")
  func defaultContrast() throws {
    for role in Theme.readableRoles {
      for surface in [Role.background, .selection] {
        let ratio = try #require(Theme.signal.contrast(of: Style(role, on: surface)))
        #expect(ratio >= 4.5, "\(role) on \(surface)")
      }
    }
  }

  @Test("the high-contrast theme reaches 7:1")
  func highContrast() throws {
    #expect(try shippedTheme("contrast").theme.contrastProblems(least: 7) == [])
  }

  @Test("text stays readable at every depth of colour", arguments: BuiltinThemes.names)
  func depths(name: String) throws {
    let theme = try shippedTheme(name).theme
    for depth in [ColorDepth.eight, .sixteen, .palette, .trueColor] {
      let paints = PaintTable(theme, depth: depth)
      for role in Theme.readableRoles {
        for surface in [Role.background, .selection] {
          let paint = paints[Style(role, on: surface)]
          guard let text = color(paint.foreground, paint, depth),
            let ground = color(paint.background, nil, depth)
          else { continue }
          #expect(text.contrast(with: ground) >= 4.5, "\(role) on \(surface) at \(depth)")
        }
      }
    }
  }

  private func color(_ number: Int32, _ paint: Paint?, _ depth: ColorDepth) -> RGB? {
    guard number >= 0 else { return nil }
    if depth == .trueColor {
      return RGB(
        red: UInt8(number >> 16), green: UInt8(number >> 8 & 0xFF), blue: UInt8(number & 0xFF))
    }
    let isBright = depth == .eight && paint?.attributes.contains(.bold) ?? false
    return XtermPalette.colors[Int(number) + (isBright ? 8 : 0)]
  }

  @Test("a selected row is seen at every depth", arguments: BuiltinThemes.names)
  func selection(name: String) throws {
    let theme = try shippedTheme(name).theme
    for depth in ColorDepth.allCases {
      let paints = PaintTable(theme, depth: depth)
      let plain = paints[Style(.text)]
      let selected = paints[Style(.text, on: .selection)]
      #expect(plain.background != selected.background || selected.attributes.contains(.reverse))
    }
  }

  @Test("states differ without any colour", arguments: BuiltinThemes.names)
  func monochrome(name: String) throws {
    let paints = PaintTable(try shippedTheme(name).theme, depth: .none)
    let states: [Role] = [.ok, .warn, .breach]
    #expect(Set(states.map { paints[Style($0)].attributes }).count == states.count)
    for role in Role.allCases {
      #expect(paints[Style(role)].foreground == -1)
      #expect(paints[Style(role)].background == -1)
    }
  }

  @Test("everything wrong with a theme is told at once, with remedies")
  func problems() throws {
    let (theme, problems) = Theme.make(
      name: "bad", palette: ["ink": "#12345", "dark": "#101010"],
      roles: [
        "txet": RoleDescription(), "ok": RoleDescription(foreground: "drak"),
        "warn": RoleDescription(foreground: "ink"), "text": RoleDescription(foreground: "#202020"),
      ])
    let errors = problems.filter { $0.severity == .error }
    #expect(errors.first?.path == ["palette", "ink"])
    #expect(errors.contains { $0.message == "unknown colour 'drak': did you mean 'dark'?" })
    #expect(errors.contains { $0.message == "unknown role 'txet': did you mean 'text'?" })
    #expect(errors.contains { $0.message.hasPrefix("role 'breach' is missing") })
    #expect(!errors.contains { $0.path == ["roles", "warn", "fg"] })
    #expect(problems.contains { $0.severity == .warning && $0.path == ["roles", "text"] })
    #expect(theme[.breach] == Theme.signal[.breach])
  }
}

@Suite("Colours")
struct ColorTests {
  @Test(
    "spellings",
    arguments: [
      ("#ff8000", Color.rgb(255, 128, 0)), ("#FF8000", .rgb(255, 128, 0)), ("0", .indexed(0)),
      ("255", .indexed(255)),
      ("red", .indexed(1)), ("bright_red", .indexed(9)), ("Bright-Red", .indexed(9)),
      ("grey", .indexed(8)),
      ("default", .terminalDefault),
    ])
  func read(text: String, color: Color) {
    #expect(Color(text) == color)
  }

  @Test(
    "what is no colour",
    arguments: ["", "#fff", "#gggggg", "#+12345", "256", "-1", "reddish", "#1234567"])
  func refused(text: String) {
    #expect(Color(text) == nil)
  }

  @Test("contrast follows WCAG")
  func contrast() {
    let black = RGB(red: 0, green: 0, blue: 0)
    let white = RGB(red: 255, green: 255, blue: 255)
    let grey = RGB(red: 0x76, green: 0x76, blue: 0x76)
    #expect(abs(black.contrast(with: white) - 21) < 0.001)
    #expect(abs(grey.contrast(with: white) - 4.542) < 0.001)
    #expect(grey.contrast(with: white) == white.contrast(with: grey))
    #expect(grey.hex == "#767676")
  }

  @Test("the nearest colours of smaller palettes")
  func nearest() {
    func number(_ color: Color, _ depth: ColorDepth) -> Int32 {
      Quantizer.background(color, depth: depth).number
    }
    #expect(number(.rgb(255, 0, 0), .palette) == 196)
    #expect(number(.rgb(0x10, 0x16, 0x1C), .palette) == 233)
    #expect(number(.rgb(8, 8, 8), .palette) == 232)
    #expect(number(.rgb(250, 10, 5), .sixteen) == 9)
    #expect(number(.rgb(250, 10, 5), .eight) == 1)
    #expect(number(.rgb(1, 2, 3), .trueColor) == 0x010203)
    #expect(number(.rgb(0, 0, 3), .trueColor) == 8)
    #expect(number(.rgb(1, 2, 3), .none) == -1)
    #expect(number(.indexed(12), .palette) == 12)
    #expect(number(.indexed(200), .sixteen) == 13)
  }
}
