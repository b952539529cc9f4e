import LeadModel

// The things with an id, in the order in which the program's own documents list them.
extension RuleOutline {
  static func families(_ rules: RuleSet) -> [Family] {
    [
      Family(name: "regions", isOrdered: false, things: rules.regions.map(thing)),
      // The order of products that counts is that of their priority.
      Family(name: "products", isOrdered: true, things: byPriority(rules).map(thing)),
      Family(name: "segments", isOrdered: false, things: rules.segments.map(thing)),
      Family(name: "pools", isOrdered: true, things: rules.pools.map(thing)),
      Family(name: "queues", isOrdered: true, things: rules.queues.map(thing)),
      Family(name: "slas", isOrdered: true, things: slas(rules.slas)),
      Family(name: "sources", isOrdered: false, things: rules.sources.map(thing)),
      Family(name: "reason_codes", isOrdered: false, things: rules.reasonCodes.map(thing)),
      Family(name: "dispositions", isOrdered: false, things: rules.dispositions.map(thing)),
    ]
  }

  private static func byPriority(_ rules: RuleSet) -> [Product] {
    rules.productPriority.compactMap { id in rules.products.first { $0.id == id } }
  }

  private static func thing(
    _ kind: String, _ id: String, key idKey: String = "id",
    _ fields: [(name: String, value: Value?, isDefault: Bool)]
  ) -> Thing {
    Thing(
      key: Folding.fold(id), path: "\(kind).\(id)", label: id,
      fields: [(name: idKey, value: text(id), isDefault: false)] + fields)
  }

  private static func name(_ name: String, of id: String) -> (String, Value?, Bool) {
    ("name", text(name), name == id)
  }

  private static func thing(_ region: Region) -> Thing {
    thing(
      "region", region.id.text,
      [
        name(region.name, of: region.id.text),
        ("countries", .list(region.countries.map(\.description)), false),
        ("aliases", .list(region.aliases), false),
        ("mode", text(region.mode.rawValue), region.mode == .live),
      ])
  }

  private static func thing(_ product: Product) -> Thing {
    thing(
      "product", product.id.text,
      [
        name(product.name, of: product.id.text), ("aliases", .list(product.aliases), false),
        ("campaigns", .list(product.campaigns), false), ("sources", .list(product.sources), false),
      ])
  }

  private static func thing(_ segment: Segment) -> Thing {
    thing(
      "segment", segment.id.text,
      [
        name(segment.name, of: segment.id.text),
        ("employees_from", segment.employeesFrom.map(number), false),
        (
          "revenue_from",
          segment.revenueFrom.map { .plain(TOMLText.decimal(hundredths: $0)) }, false
        ),
      ])
  }

  private static func thing(_ pool: Pool) -> Thing {
    thing(
      "pool", pool.id.text,
      [
        ("segments", .list(pool.segments.map(\.text)), false),
        ("regions", .list(pool.regions.map(\.text)), false),
        ("account_types", .list(pool.accountTypes), false),
        ("lifecycles", .list(pool.lifecycles), false),
        ("on_empty", text(pool.onEmpty.rawValue), pool.onEmpty == .relax),
      ])
  }

  private static func thing(_ queue: FallbackQueue) -> Thing {
    thing(
      "queue", queue.id.text,
      [
        name(queue.name, of: queue.id.text),
        ("regions", .list(queue.regions.map(\.text)), false),
        ("manager", text(queue.manager.text), false),
        ("deputy", queue.deputy.map { text($0.text) }, false),
        ("default", flag(queue.isDefault), !queue.isDefault),
      ])
  }

  /// SLAs have no ids: one is known by its clock and by what it holds for.
  private static func slas(_ slas: [SLARule]) -> [Thing] {
    var seen: [String: Int] = [:]
    return slas.map { sla in
      let conditions = [
        ("segments", sla.segments.map(\.text)), ("regions", sla.regions.map(\.text)),
        ("routes", sla.routes.map(\.rawValue)), ("queues", sla.queues.map(\.text)),
      ].filter { !$0.1.isEmpty }
      var label = sla.clock.rawValue
      if !conditions.isEmpty {
        let parts = conditions.map { "\($0.0)=\($0.1.joined(separator: ","))" }
        label += "[\(parts.joined(separator: ";"))]"
      }
      seen[Folding.fold(label), default: 0] += 1
      if let count = seen[Folding.fold(label)], count > 1 { label += "#\(count)" }
      return Thing(
        key: Folding.fold(label), path: "sla.\(label)", label: label,
        fields: [
          ("minutes", number(sla.minutes), false),
          ("time", sla.time.map { text($0.rawValue) }, false),
          ("on_breach", text(sla.onBreach.rawValue), sla.onBreach == .escalate),
        ])
    }
  }

  private static func thing(_ source: LeadSource) -> Thing {
    thing(
      "source", source.id,
      [
        ("required", .list(source.required.map(\.rawValue)), false),
        ("owner", source.owner.map(text), false),
      ])
  }

  private static func thing(_ reason: ReasonCode) -> Thing {
    thing(
      "reason_code", reason.code, key: "code",
      [
        ("text", text(reason.text), false), ("for", .list(reason.uses.map(\.rawValue)), false),
      ])
  }

  private static func thing(_ disposition: Disposition) -> Thing {
    thing(
      "disposition", disposition.code, key: "code",
      [
        ("text", text(disposition.text), false),
        ("closes", flag(disposition.closes), disposition.closes),
        ("required", .list(disposition.required.map(\.rawValue)), false),
      ])
  }
}
