import TerminalKit
import Testing

@testable import Console

struct KeymapTests {
  static let places: [Scope] = [
    .leads, .queues, .clocks, .reps, .escalations, .lead, [.lead, .review], .exceptions, .changes,
    .versions, .roster, .log, .files, .reports, .document, [.document, .oneException],
    [.document, .oneChange], .reading, .palette, .form, .filtering,
  ]
  /// What only the palette has: done seldom, and not by a slip of the finger.
  static let withoutKey: Set<Action> = [
    .assignOver, .overrideSegment, .judge, .erase, .report,
  ]

  @Test func everyActionHasAKeyAndEveryKeyItsWords() {
    let bindings = Keymap.standard.bindings
    #expect(Set(bindings.map(\.action)) == Set(Action.allCases))
    for binding in bindings {
      #expect(binding.keys.isEmpty == Self.withoutKey.contains(binding.action))
      #expect(!binding.help.isEmpty && !binding.name.isEmpty)
      #expect(!binding.scope.isEmpty)
    }
  }

  @Test(arguments: places)
  func noKeyMeansTwoThingsAtOnePlace(_ place: Scope) {
    var seen: [Key: String] = [:]
    for binding in Keymap.standard.bindings(in: place) {
      for key in binding.keys {
        #expect(seen[key] == nil, "\(key) is both \(seen[key] ?? "") and \(binding.name)")
        seen[key] = binding.name
      }
    }
  }

  @Test(arguments: places)
  func whereTextIsTypedNoPrintableKeyIsACommand(_ place: Scope) {
    guard !place.isDisjoint(with: .typing) else { return }
    for binding in Keymap.standard.bindings(in: place) {
      for case .character(let character) in binding.keys {
        Issue.record("\(character) is a command where text is typed")
      }
    }
  }

  @Test(arguments: places)
  func helpListsEveryKeyOfItsPlaceAndNoOther(_ place: Scope) {
    let listed = HelpState(scope: place).bindings(.standard)
    #expect(Set(listed) == Set(Keymap.standard.bindings(in: place)))
    #expect(listed.count == Keymap.standard.bindings(in: place).count)
  }

  @Test func helpOnTheScreenShowsEveryKeyOfTheFocusedPane() {
    for pane in Pane.allCases {
      var desk = TestDesk(120, 90)
      desk.press("\(pane.rawValue) ?")
      if pane == .leads { desk.press("esc esc ?") }
      for binding in Keymap.standard.bindings(in: pane.list.scope) {
        #expect(desk.screen.contains(binding.help), "\(pane): \(binding.help)")
      }
    }
  }

  @Test(arguments: [200, 120, 80, 60, 40])
  func theFooterKeepsTheThreeWaysOut(_ cols: Int) {
    for keys in ["", "2", "3 enter", "4 enter", "5 enter", "z", "e", ":", "?", "!"] {
      var desk = TestDesk(cols, 24)
      desk.press(keys)
      let footer = desk.line(23)
      #expect(footer.contains("? help  q back  Q quit"), "\(cols) \(keys): \(footer)")
    }
  }

  @Test func theFooterShowsWhatIsForbiddenDimmed() {
    var company = Company()
    company.status.roles = []
    let desk = TestDesk(120, 40, company: company)
    let frame = desk.model.view()
    let x = frame.rowText(39).distance(
      from: frame.rowText(39).startIndex,
      to: frame.rowText(39).firstRange(of: "escalate")?.lowerBound
        ?? frame.rowText(39).startIndex)
    #expect(frame[x, 39].style.attributes.contains(.dim))
  }
}

/// Keys that somebody chose instead of those shipped.
struct RemapTests {
  private func key(_ notation: String) -> Key { Key(notation: notation) ?? .escape }

  @Test func chosenKeysTakeThePlaceOfTheFirstRows() {
    let (keymap, clashes) = Keymap.standard.remapped([
      "escalate": [key("E")], "zoom": [], "down": [key("j"), key("ctrl-n")], "nonsense": [key("x")],
    ])
    #expect(clashes.isEmpty)
    #expect(keymap.binding(for: key("E"), in: .leads)?.action == .escalate)
    #expect(keymap.binding(for: key("e"), in: .leads) == nil)
    #expect(keymap.binding(for: key("z"), in: .leads) == nil)
    #expect(keymap.binding(for: key("ctrl-n"), in: .leads)?.action == .down)
    #expect(keymap.binding(for: key("down"), in: .leads) == nil)
    #expect(
      PaletteState(scope: .leads, themes: [], recent: []).commands(keymap).contains {
        $0.name == "zoom"
      })
  }

  @Test func aKeyThatMeansSomethingElseThereStaysAndIsReported() {
    let (keymap, clashes) = Keymap.standard.remapped(["escalate": [key("c"), key("E")]])
    #expect(
      clashes.map(\.description) == [
        "\"c\" for \"escalate\" is the key of \"contacted\" in the same place; "
          + "choose another, or change that one too"
      ])
    #expect(keymap.binding(for: key("c"), in: .leads)?.action == .contacted)
    #expect(keymap.binding(for: key("E"), in: .leads)?.action == .escalate)
  }

  @Test func keysMayChangePlaces() {
    let (keymap, clashes) = Keymap.standard.remapped([
      "escalate": [key("c")], "contacted": [key("e")],
    ])
    #expect(clashes.isEmpty)
    #expect(keymap.binding(for: key("c"), in: .leads)?.action == .escalate)
    #expect(keymap.binding(for: key("e"), in: .leads)?.action == .contacted)
  }

  @Test func theSameKeyMayMeanOtherThingsAtOtherPlaces() {
    let (_, clashes) = Keymap.standard.remapped(["approve": [key("c")]])
    #expect(clashes.isEmpty, "c is for leads, approving is for the council's lists")
  }

  @Test func whatTheConsoleNeedsKeepsAKey() {
    let (keymap, _) = Keymap.standard.remapped(["help": [], "quit": [key("j")]])
    #expect(keymap.binding(for: key("?"), in: .leads)?.action == .help)
    #expect(keymap.binding(for: key("Q"), in: .leads)?.action == .quit)
  }

  @Test func footerAndMessagesFollow() {
    var desk = TestDesk(120, 40) {
      $0.keymap = Keymap.standard.remapped(["assign": [Key.character("G")], "end": []]).keymap
    }
    #expect(desk.line(39).contains("G assign"))
    desk.press("j j r")
    #expect(desk.screen.contains("#4125 waits in fallback-emea: G assigns it"))
  }
}

struct FilterTests {
  private func read(_ text: String) -> FilterLanguage.Reading { FilterLanguage.read(text) }

  @Test func wordsAndConditions() {
    let reading = read("acme \"two words\" owner:ana region:emea queue:fb state:Queued >1h ~ =")
    #expect(reading.problem == nil)
    #expect(reading.filter.words == ["acme", "two words"])
    #expect(reading.filter.owner == "ana" && reading.filter.region == "emea")
    #expect(reading.filter.queue == "fb" && reading.filter.state == .queued)
    #expect(reading.filter.olderThan == 3_600_000)
    #expect(reading.filter.contingentOnly && reading.filter.duplicatesOnly)
  }

  @Test func problemsNameTheUsersTextAndARemedy() {
    #expect(read("ower:ana").problem == "no condition \"ower:\"; did you mean owner:?")
    #expect(read("state:quued").problem == "no state \"quued\"; did you mean queued?")
    #expect(read(">1y").problem == "\">1y\" is no age: write >90s, >30m, >1h or >2d")
    #expect(read(">").problem != nil)
    #expect(read("owner:").problem == "owner: needs a value")
    #expect(read("route:xyzzy acme").filter.words == ["acme"], "what can be read counts")
  }

  @Test func conditionsOfAScreenStay() {
    let reading = FilterLanguage.read("owner:max nord", base: .init(owner: "ana.silva"))
    #expect(reading.filter.owner == "ana.silva" && reading.filter.words == ["nord"])
  }

  @Test(arguments: [
    (220_000, "03:40"), (-252_000, "-04:12"), (-1, "-00:01"), (0, "00:00"),
    (5_999_000, "99:59"), (6_000_000, "1h40m"), (-45_000_000, "-12h30m"),
    (400_000_000, "4d15h"), (-500_000_000_000, "-5787d"),
  ])
  func countdowns(_ milliseconds: Int, _ text: String) {
    #expect(Spell.countdown(Int64(milliseconds)) == text)
    #expect(text.count <= Spell.countdownWidth)
  }

  @Test func longListsCountMinutesUntilItIsNear() {
    #expect(Spell.calmCountdown(59 * 60_000 + 47_000) == "59m")
    #expect(Spell.calmCountdown(10 * 60_000 - 1) == "09:59")
    #expect(Spell.calmCountdown(-252_000) == "-04:12")
    #expect(Spell.calmCountdown(6_000_000) == "1h40m")
  }

  @Test func timesNameTheirDay() {
    let clock = ZoneClock("Europe/Berlin")
    let now = at("2026-03-02T09:15:00.000Z")
    #expect(clock.near(at("2026-03-02T17:00:00.000Z"), now: now) == "18:00")
    #expect(clock.near(at("2026-03-02T23:30:00.000Z"), now: now) == "Tue 00:30")
    #expect(clock.near(at("2026-03-20T08:00:00.000Z"), now: now) == "2026-03-20 09:00")
    #expect(clock.full(at("2026-07-02T09:15:00.000Z")) == "2026-07-02 11:15:00")
    #expect(ZoneClock("no/zone").name == "UTC" && ZoneClock("Etc/UTC").name == "UTC")
    #expect(Short.person("You (root)") == "You" && Short.person("Ana Silva") == "Ana S.")
  }

  @Test func fuzzySearchPrefersWordStarts() {
    let names = ["escalations", "reverse order", "sort", "next section"]
    #expect(Fuzzy.ranked(names, by: "so") { $0 }.first == "sort")
    #expect(Fuzzy.ranked(names, by: "ns") { $0 }.first == "next section")
    #expect(Fuzzy.ranked(names, by: "zz") { $0 }.isEmpty)
  }
}
