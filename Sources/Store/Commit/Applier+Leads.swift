import LeadModel

/// Leads and the places they are in.
extension Applier {
  private static let leadInsert = """
    INSERT INTO lead (number, public_id, source, identity, content_hash, received_at, submitted_at,
      file, line, company, country, country_inferred, region, language, product, segment, account,
      campaign, fields, state, owner, queue, duplicate_of, duplicate_of_contact, route, dimension,
      reason, contingent, flags, version)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
    """

  /// Adds a lead where it was placed; one without a place is closed to routing.
  mutating func add(_ lead: LeadAdded, _ place: LeadPlaced?) throws {
    let statement = try insertLead ?? HotStatement(db, Self.leadInsert, arena)
    insertLead = statement
    let fields = FieldText.object(lead.fields)
    try statement.run { row in
      row.int(lead.number.value)
      row.text(lead.publicID)
      row.text(lead.source)
      row.text(lead.identity)
      row.blob(lead.contentHash)
      row.instant(lead.receivedAt)
      row.instant(lead.submittedAt)
      row.int(lead.file)
      row.int(lead.line)
      row.facts(place?.facts ?? lead.facts)
      row.text(utf8: fields)
      row.text((place?.state ?? .closed).rawValue)
      row.place(place)
    }
    try add(lead.person, of: lead.number)
    for (kind, value) in FirstSeen.texts(of: lead, place) { try see(kind, value, of: lead.number) }
    if let place { try begin(place) }
  }

  /// Remembers a text that no lead before had.
  private mutating func see(_ kind: UnseenKind, _ value: String, of lead: LeadNumber) throws {
    guard seen[kind, default: []].insert(value).inserted else { return }
    try db.run(
      "INSERT INTO first_seen (kind, value, lead) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
    ) { row in
      row.text(kind.rawValue)
      row.text(value)
      row.int(lead.value)
    }
  }

  private mutating func add(_ person: PersonData, of lead: LeadNumber) throws {
    let statement =
      try insertPerson
      ?? HotStatement(
        db,
        """
        INSERT INTO person (lead, secret, fields, extra, email_key, phone, last_name)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """, arena)
    insertPerson = statement
    let fields = FieldText.object(person.fields)
    let extra = FieldText.array(person.extra)
    try statement.run { row in
      row.int(lead.value)
      row.blob(person.secret)
      row.text(utf8: fields)
      row.text(utf8: extra)
      row.text(person.emailKey)
      row.text(person.phone)
      row.text(person.lastName)
    }
  }

  func apply(_ update: LeadUpdated) throws {
    try one(
      "there is no lead \(update.number)",
      """
      UPDATE lead SET content_hash = ?, company = ?, country = ?, country_inferred = ?, region = ?,
        language = ?, product = ?, segment = ?, account = ?, campaign = ?, fields = ?,
        version = version + 1
      WHERE number = ?
      """
    ) { row in
      row.blob(update.contentHash)
      row.facts(update.facts)
      row.text(utf8: FieldText.object(update.fields))
      row.int(update.number.value)
    }
    try one(
      "the person of lead \(update.number) was erased",
      """
      UPDATE person SET secret = ?, fields = ?, extra = ?, email_key = ?, phone = ?, last_name = ?
      WHERE lead = ?
      """
    ) { row in
      row.blob(update.person.secret)
      row.text(utf8: FieldText.object(update.person.fields))
      row.text(utf8: FieldText.array(update.person.extra))
      row.text(update.person.emailKey)
      row.text(update.person.phone)
      row.text(update.person.lastName)
      row.int(update.number.value)
    }
  }

  mutating func apply(_ place: LeadPlaced) throws {
    let before = try db.first(
      "SELECT state, queue FROM lead WHERE number = ?", [.lead(place.number)]
    ) { (state: $0.text(), queue: $0.optionalText()) }
    guard let before else { throw StoreProblem.refused("there is no lead \(place.number)") }
    try db.run(
      """
      UPDATE lead SET company = ?, country = ?, country_inferred = ?, region = ?, language = ?,
        product = ?, segment = ?, account = ?, campaign = ?, state = ?, owner = ?, queue = ?,
        duplicate_of = ?, duplicate_of_contact = ?, route = ?, dimension = ?, reason = ?,
        contingent = ?, flags = ?, version = version + 1
      WHERE number = ?
      """
    ) { row in
      row.facts(place.facts)
      row.text(place.state.rawValue)
      row.place(place)
      row.int(place.number.value)
    }
    try passClock(to: place)
    // Decided again, and still waiting in the same queue: one stay.
    if place.state == .queued, before.state == "queued", before.queue == place.queue?.text {
      return
    }
    try endPlaces(of: place.number, at: place.at)
    try begin(place)
  }

  /// The clock to first contact goes with the lead until it is due: a promise that was broken stays with who
  /// had it then.
  private func passClock(to place: LeadPlaced) throws {
    try db.run(
      """
      UPDATE clock SET owner = ?, queue = ?
      WHERE lead = ? AND kind = 'first_contact' AND ended_at IS NULL AND due_at > ?
      """
    ) { row in
      row.text(place.owner)
      row.text(place.queue)
      row.int(place.number.value)
      row.instant(place.at)
    }
  }

  func setState(_ lead: LeadNumber, _ state: LeadState, _ at: Instant) throws {
    if state.isOpen { try reopen(lead, as: state) }
    try one(
      "there is no lead \(lead)",
      "UPDATE lead SET state = ?, version = version + 1 WHERE number = ?"
    ) { row in
      row.text(state.rawValue)
      row.int(lead.value)
    }
    if !state.isOpen { try endPlaces(of: lead, at: at) }
  }

  /// A closing that is taken back puts the lead where it was: it got nobody a lead anew.
  private func reopen(_ lead: LeadNumber, as state: LeadState) throws {
    let before = try db.first("SELECT state FROM lead WHERE number = ?", [.lead(lead)]) {
      $0.text()
    }
    guard before == LeadState.closed.rawValue else { return }
    let table = state == .queued ? "queue_stay" : "owner_period"
    try one(
      "lead \(lead) has no place to go back to",
      """
      UPDATE \(table) SET to_at = NULL
      WHERE id = (SELECT max(id) FROM \(table) WHERE lead = ?) AND to_at IS NOT NULL
      """
    ) { $0.int(lead.value) }
  }

  /// Only open leads are in a place: duplicates and shadowed leads burden nobody.
  private mutating func begin(_ place: LeadPlaced) throws {
    switch (place.state, place.owner, place.queue) {
    case (.assigned, let owner?, _), (.working, let owner?, _):
      let statement =
        try insertPeriod
        ?? HotStatement(
          db, "INSERT INTO owner_period (lead, owner, from_at, route) VALUES (?, ?, ?, ?)", arena)
      insertPeriod = statement
      try statement.run { $0.stay(place, in: owner.text) }
    case (.queued, _, let queue?):
      let statement =
        try insertStay
        ?? HotStatement(
          db, "INSERT INTO queue_stay (lead, queue, from_at, route) VALUES (?, ?, ?, ?)", arena)
      insertStay = statement
      try statement.run { $0.stay(place, in: queue.text) }
    default: break
    }
  }

  private func endPlaces(of lead: LeadNumber, at: Instant) throws {
    for table in ["owner_period", "queue_stay"] {
      // What is told late may carry an instant before the place began.
      try db.run(
        "UPDATE \(table) SET to_at = max(from_at, ?) WHERE lead = ? AND to_at IS NULL"
      ) { row in
        row.instant(at)
        row.int(lead.value)
      }
    }
  }
}

extension Binder {
  mutating func facts(_ facts: LeadRoutingFacts) {
    text(facts.company)
    text(facts.country?.description)
    bool(facts.countryInferred)
    text(facts.region)
    text(facts.language?.description)
    text(facts.product)
    text(facts.segment)
    text(facts.account)
    text(facts.campaign)
  }

  /// Owner to flags.
  mutating func place(_ place: LeadPlaced?) {
    text(place?.owner)
    text(place?.queue)
    int(place?.duplicateOf?.value)
    text(place?.duplicateOfContact)
    text((place?.route ?? .manual).rawValue)
    int(place?.dimension)
    text(place?.reason?.rawValue)
    bool(place?.contingent ?? false)
    text(FlagText.text(place?.flags ?? []))
  }

  fileprivate mutating func stay(_ place: LeadPlaced, in name: String) {
    int(place.number.value)
    text(name)
    instant(place.at)
    text(place.route.rawValue)
  }
}
