import LeadModel
import RoutingEngine
import Testing

/// Decisions are derived again from their records, byte for byte.
@Suite struct ReplayTests {
  private static func compiled(_ world: RandomWorld) -> CompiledRules {
    CompiledRules(world.rules, roster: RosterIndex(world.reps), rosterVersion: "9f2c")
  }

  private static func record(
    _ facts: Facts, _ world: RandomWorld, _ rules: CompiledRules? = nil
  ) -> [UInt8] {
    var engine = RoutingEngine(rules ?? compiled(world))
    var standing = world.standing
    standing.opening = NextOpening(
      at: RandomWorld.at + 86_400_000, rep: "r0", zone: "Asia/Tokyo", localTime: "09:00",
      localDate: LocalDate(daysSinceEpoch: 20_515))
    var bytes: [UInt8] = []
    _ = engine.decide(facts, standing: &standing, record: &bytes)
    return bytes
  }

  @Test(arguments: 600..<640)
  func everyRecordReplaysIdentically(seed: Int) throws {
    var world = RandomWorld(seed: UInt64(seed))
    let rules = Self.compiled(world)
    var replay = Replay(rules)
    for number in 0..<25 {
      let facts = world.facts(number)
      let bytes = Self.record(facts, world, rules)
      #expect(replay.check(bytes) == .identical)
      let record = try DecisionRecord(bytes)
      #expect(record.facts == facts)
      #expect(record.engine == RoutingEngine.version)
      #expect(record.ruleset == 3)
      #expect(record.roster == "9f2c")
    }
  }

  @Test func tellsWhereADifferenceBegins() throws {
    var world = RandomWorld(seed: 1)
    let facts = world.facts(1)
    let bytes = Self.record(facts, world)
    let text = String(decoding: bytes, as: UTF8.self)
    let cut = try #require(text.range(of: #""sentence":""#))
    let changed = text.replacingCharacters(in: cut.upperBound..<cut.upperBound, with: "Not ")
    var replay = Replay(Self.compiled(world))
    guard case .differs(let difference) = replay.check(Array(changed.utf8)) else {
      Issue.record("the change went unnoticed")
      return
    }
    #expect(difference.place == "sentence")
    #expect(difference.recorded.count == difference.derived.count + 4)
    #expect(difference.missingAnswers == 0)
  }

  @Test func namesTheStepThatDiffers() throws {
    var world = RandomWorld(seed: 1)
    let bytes = Self.record(world.facts(1), world)
    let text = String(decoding: bytes, as: UTF8.self)
    let changed = text.replacing(
      #"{"step":"account","result":"#, with: #"{"step":"account","outcome":"#)
    var replay = Replay(Self.compiled(world))
    guard case .differs(let difference) = replay.check(Array(changed.utf8)) else {
      Issue.record("the change went unnoticed")
      return
    }
    #expect(difference.place == "steps[2] account")
  }

  @Test func leavesOtherEnginesAlone() {
    var world = RandomWorld(seed: 2)
    let text = String(decoding: Self.record(world.facts(1), world), as: UTF8.self)
    let other = text.replacing(#"{"engine":1,"#, with: #"{"engine":99,"#)
    var replay = Replay(Self.compiled(world))
    #expect(replay.check(Array(other.utf8)) == .otherEngine(99))
  }

  @Test(arguments: ["", "{}", "[]", #"{"engine":1"#, #"{"engine":"one"}"#, "\u{0}"])
  func refusesWhatIsNoRecord(text: String) {
    var world = RandomWorld(seed: 3)
    _ = world.facts(1)
    var replay = Replay(Self.compiled(world))
    guard case .unreadable = replay.check(Array(text.utf8)) else {
      Issue.record("\(text) was read")
      return
    }
  }

  @Test func survivesEveryCutAndFlippedByte() {
    var world = RandomWorld(seed: 4)
    let bytes = Self.record(world.facts(1), world)
    var replay = Replay(Self.compiled(world))
    for end in stride(from: 0, to: bytes.count - 1, by: 7) {
      #expect(replay.check(Array(bytes[..<end])) != .identical)
    }
    for index in stride(from: 0, to: bytes.count, by: 3) {
      var flipped = bytes
      flipped[index] ^= 0x05
      _ = replay.check(flipped)
    }
  }

  @Test func previewTakesRecordedAnswersFirst() throws {
    var world = RandomWorld(seed: 5)
    var facts = world.facts(1)
    facts.duplicate = nil
    let roster = RosterIndex(world.reps)
    let record = try DecisionRecord(Self.record(facts, world))
    var recorded = try record.standing(roster)
    let known = (0..<roster.count).filter { recorded.holds($0) }
    var other = FixedStanding(roster)
    for rep in roster.reps { other.loads[rep.id] = RepStanding(load: 99, week: 0) }
    var both = RecordedOrElse(recorded, orElse: other)
    for rep in 0..<roster.count {
      let answer = both.standing(of: rep)
      if known.contains(rep) {
        #expect(answer == recorded.standing(of: rep))
      } else {
        #expect(answer.load == 99)
      }
    }
    #expect(both.derived == Set(0..<roster.count).subtracting(known))
  }

  @Test(arguments: 650..<660)
  func sameRulesAskTheOtherSourceNothing(seed: Int) throws {
    var world = RandomWorld(seed: UInt64(seed))
    let rules = Self.compiled(world)
    var engine = RoutingEngine(rules)
    for number in 0..<25 {
      let record = try DecisionRecord(Self.record(world.facts(number), world, rules))
      var both = RecordedOrElse(try record.standing(rules.roster), orElse: SilentStanding())
      var json: [UInt8] = []
      _ = engine.decide(record.facts, standing: &both, json: &json)
      let isSame = json.elementsEqual(record.decision)
      #expect(isSame)
      #expect(both.other.questions == 0)
      #expect(both.derived.isEmpty)
    }
  }
}

/// A source that should not be asked.
private struct SilentStanding: StandingSource {
  var questions = 0

  mutating func standing(of rep: Int) -> RepStanding {
    questions += 1
    return RepStanding()
  }
  mutating func shift(of rep: Int, hours: WeeklyHours?) -> ShiftAnswer {
    questions += 1
    return ShiftAnswer()
  }
  mutating func isOnLeave(_ rep: Int) -> Bool {
    questions += 1
    return false
  }
  mutating func leaveDelegate(of rep: Int) -> RepID? {
    questions += 1
    return nil
  }
  mutating func nextOpening(among reps: [Int]) -> NextOpening? {
    questions += 1
    return nil
  }
}
