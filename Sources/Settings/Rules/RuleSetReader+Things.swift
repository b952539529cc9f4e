import LeadModel
import RoutingEngine

/// The things with an id of `rules.toml`.
extension RuleSetReader {
  mutating func readProducts() -> [Product] {
    var campaigns = Claims(kind: "campaign")
    var sources = Claims(kind: "source")
    return file.sections("product").compactMap { reader in
      reader.allowOnly(["id", "name", "aliases", "campaigns", "sources"])
      let id = products.define(reader)
      let product = Product(
        id: id ?? "", name: name(reader),
        aliases: reader.texts("aliases", of: "texts")?.map(\.value) ?? [],
        campaigns: campaigns.claim("campaigns", in: reader, for: id?.text ?? ""),
        sources: sources.claim("sources", in: reader, for: id?.text ?? ""))
      guard let id else { return nil }
      note(.product(id), reader.place)
      return product
    }
  }

  mutating func readSegments() -> [Segment] {
    file.sections("segment").compactMap { reader in
      reader.allowOnly(["id", "name", "employees_from", "revenue_from"])
      let id = segments.define(reader)
      let segment = Segment(
        id: id ?? "", name: name(reader),
        employeesFrom: reader.integer("employees_from", in: 0...1_000_000_000),
        revenueFrom: reader.hundredths("revenue_from"))
      guard let id else { return nil }
      note(.segment(id), reader.place)
      return segment
    }
  }

  mutating func readPools() -> [Pool] {
    file.sections("pool").compactMap { reader in
      reader.allowOnly(["id", "segments", "regions", "account_types", "lifecycles", "on_empty"])
      let id = pools.define(reader)
      let pool = Pool(
        id: id ?? "", segments: segments.list("segments", in: reader),
        regions: regions.list("regions", in: reader),
        accountTypes: reader.texts("account_types", of: "texts")?.map(\.value) ?? [],
        lifecycles: reader.texts("lifecycles", of: "texts")?.map(\.value) ?? [],
        onEmpty: reader.choice("on_empty", from: [Pool.OnEmpty.relax, .queue]) ?? .relax)
      guard let id else { return nil }
      note(.pool(id), reader.place)
      return pool
    }
  }

  mutating func readQueues() -> [FallbackQueue] {
    let readers = file.sections("queue")
    let queues = readers.compactMap { readQueue($0) }
    let defaults = readers.filter { $0.boolean("default") == true }
    if readers.isEmpty {
      file.log.add(
        at: nil, key: "queue",
        "is missing: a lead that nobody can be found for waits in a "
          + "[[queue]]; define one with id, manager and default = true")
    } else if defaults.isEmpty {
      readers[0].refuse(
        "default", at: readers[0].place,
        "exactly one queue is the default; write default = true in one")
    }
    for reader in defaults.dropFirst() {
      let line = defaults[0].place(of: "default")?.line ?? 1
      reader.refuse(
        "default", "exactly one queue is the default, and that is the one of line \(line) already")
    }
    return queues
  }

  private mutating func readQueue(_ reader: TableReader) -> FallbackQueue? {
    reader.allowOnly(["id", "name", "regions", "manager", "deputy", "default"])
    let id = queues.define(reader)
    let manager = reader.filledText("manager")
    reader.refuseMissing("manager", "name the rep who answers for the queue by id")
    let queue = FallbackQueue(
      id: id ?? "", name: name(reader), regions: regions.list("regions", in: reader),
      manager: RepID(manager?.value ?? ""),
      deputy: reader.filledText("deputy").map { RepID($0.value) },
      isDefault: reader.isTrue("default"))
    guard let id, manager != nil else { return nil }
    note(.queue(id), reader.place)
    note(.manager(id), reader.place(of: "manager"))
    note(.deputy(id), reader.place(of: "deputy"))
    return queue
  }

  mutating func readSLAs() -> [SLARule] {
    file.sections("sla").enumerated().compactMap { index, reader in
      reader.allowOnly([
        "clock", "segments", "regions", "routes", "queues", "minutes", "time", "on_breach",
      ])
      note(.sla(index), reader.place)
      let clock = reader.choice("clock", from: ClockKind.allCases)
      let clocks = ClockKind.allCases.map(\.rawValue)
      reader.refuseMissing("clock", "allowed \(listed(clocks))")
      let minutes = reader.integer("minutes", in: Self.minutes)
      reader.refuseMissing("minutes", "write a whole number from 1")
      let rule = SLARule(
        clock: clock ?? .firstContact, segments: segments.list("segments", in: reader),
        regions: regions.list("regions", in: reader),
        routes: reader.choices("routes", from: RouteType.allCases, of: "routes") ?? [],
        queues: queues.list("queues", in: reader), minutes: minutes ?? 1,
        time: reader.choice("time", from: [ClockTime.elapsed, .working]),
        onBreach: reader.choice("on_breach", from: [SLARule.OnBreach.escalate, .reroute])
          ?? .escalate)
      return clock == nil || minutes == nil ? nil : rule
    }
  }

  mutating func readSources() -> [LeadSource] {
    var ids = Claims(kind: "source")
    return file.sections("source").compactMap { reader in
      reader.allowOnly(["id", "required", "owner"])
      let id = reader.filledText("id")
      reader.refuseMissing("id", "write the source as records name it")
      let source = LeadSource(
        id: id?.value ?? "", required: reader.leadFields("required") ?? [],
        owner: reader.filledText("owner")?.value)
      guard let id, ids.claim(id, of: "id", in: reader, for: id.value) else { return nil }
      note(.source(id.value), reader.place)
      return source
    }
  }

  /// The name for people; nil, which takes the id, where it is absent or empty.
  func name(_ reader: TableReader) -> String? {
    reader.text("name").flatMap { $0.value.isEmpty ? nil : $0.value }
  }
}

extension TableReader {
  /// Whether the key is there and true; says nothing of a wrong one.
  fileprivate func isTrue(_ key: String) -> Bool {
    if case .boolean(true) = entry(key)?.node.value { true } else { false }
  }
}
