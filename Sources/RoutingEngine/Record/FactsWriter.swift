import LeadModel

/// Writes facts as JSON for the log: everything that is absent is left out.
enum FactsWriter {
  static func write(_ facts: Facts, to out: ByteWriter) {
    out.raw(#"{"lead":"#)
    out.string(facts.lead)
    out.raw(#","source":"#)
    out.string(facts.source)
    out.raw(#","at":"#)
    out.instant(facts.at)
    writeLead(facts, to: out)
    writeLookups(facts, to: out)
    if !facts.exceptions.isEmpty {
      out.list(#","exceptions":"#, facts.exceptions) { writeException($0, to: $1) }
    }
    if !facts.away.isEmpty {
      out.list(#","away":"#, facts.away) { away, out in
        out.raw(#"{"rep":"#)
        out.string(away.rep.text)
        out.member(#","until":"#, away.until)
        out.member(#","delegate":"#, away.delegate?.text)
        out.raw("}")
      }
    }
    if !facts.excluded.isEmpty {
      out.list(#","excluded":"#, facts.excluded) { excluded, out in
        out.raw(#"{"rep":"#)
        out.string(excluded.rep.text)
        out.member(#","why":"#, excluded.reason.rawValue)
        out.member(#","lead":"#, excluded.lead)
        out.raw("}")
      }
    }
    if let drain = facts.drain {
      out.raw(#","drain":{"median":"#)
      out.integer(drain.median)
      out.raw(#","next_opening":"#)
      drain.opening.write(to: out)
      out.raw("}")
    }
    out.raw("}")
  }

  /// What the lead says of itself.
  private static func writeLead(_ facts: Facts, to out: ByteWriter) {
    if !facts.intakeFlags.isEmpty {
      out.list(#","flags":"#, Array(facts.intakeFlags)) { $1.string($0.rawValue) }
    }
    out.member(#","country":"#, facts.country)
    out.member(#","region":"#, facts.region?.text)
    if let language = facts.language {
      out.raw(#","language":"#)
      out.code(language)
    }
    if !facts.products.isEmpty {
      out.list(#","products":"#, facts.products) { $1.string($0.text) }
    }
    out.member(#","campaign":"#, facts.campaign)
    if let employees = facts.employees {
      out.raw(#","employees":"#)
      out.integer(employees)
    }
    out.member(#","enriched_at":"#, facts.enrichedAt)
    if let revenue = facts.revenue {
      out.raw(#","revenue_cents":"#)
      out.integer(revenue)
    }
    out.member(#","segment":"#, facts.segment?.text)
    out.member(#","lifecycle":"#, facts.lifecycle)
    out.member(#","account_type":"#, facts.accountType)
  }

  /// What was looked up for it.
  private static func writeLookups(_ facts: Facts, to out: ByteWriter) {
    if !facts.inferred.isEmpty {
      out.list(#","inferred":"#, facts.inferred) { answer, out in
        out.raw(#"{"by":"#)
        out.string(answer.source.rawValue)
        out.member(#","country":"#, answer.country)
        out.raw("}")
      }
    }
    if let match = facts.account { writeMatch(match, to: out) }
    if facts.accountIsAmbiguous { out.raw(#","ambiguous":true"#) }
    if !facts.opportunities.isEmpty {
      out.list(#","opportunities":"#, facts.opportunities) { opportunity, out in
        out.raw(#"{"id":"#)
        out.string(opportunity.id.text)
        out.member(#","owner":"#, opportunity.owner?.text)
        out.raw("}")
      }
    }
    if let hit = facts.duplicate { writeDuplicate(hit, to: out) }
    if facts.duplicateOwnerInactive { out.raw(#","duplicate_owner_inactive":true"#) }
    if facts.returning { out.raw(#","returning":true"#) }
  }

  private static func writeMatch(_ match: AccountMatch, to out: ByteWriter) {
    out.raw(#","account":{"via":"#)
    out.string(match.via.rawValue)
    if match.domainIsShared { out.raw(#","shared":true"#) }
    out.list(#","chain":"#, [match.account] + match.ancestors) { account, out in
      out.raw(#"{"id":"#)
      out.string(account.id.text)
      out.member(#","name":"#, account.name)
      if account.named { out.raw(#","named":true"#) }
      out.member(#","owner":"#, account.owner?.text)
      out.member(#","country":"#, account.country)
      out.member(#","segment":"#, account.segment)
      out.member(#","type":"#, account.type)
      out.raw("}")
    }
    out.raw("}")
  }

  private static func writeDuplicate(_ hit: DuplicateHit, to out: ByteWriter) {
    out.raw(#","duplicate":{"via":"#)
    out.string(hit.via.rawValue)
    out.member(#","target":"#, hit.target)
    if let number = hit.number {
      out.raw(#","number":"#)
      out.integer(number.value)
    }
    out.member(#","owner":"#, hit.owner?.text)
    out.member(#","queue":"#, hit.queue?.text)
    out.raw("}")
  }

  private static func writeException(_ exception: RoutingException, to out: ByteWriter) {
    out.raw(#"{"number":"#)
    out.integer(exception.number)
    switch exception.effect {
    case .routeTo(let rep): out.member(#","route_to":"#, rep.text)
    case .coverageFor(let rep, let pairs):
      out.member(#","coverage_for":"#, rep.text)
      out.list(#","pairs":"#, pairs) { pair, out in
        out.string("\(pair.place):\(pair.language?.description ?? "*")")
      }
    case .productFor(let rep, let product):
      out.member(#","product_for":"#, rep.text)
      out.member(#","product":"#, product.text)
    case .segmentOf(let segment): out.member(#","segment_of":"#, segment.text)
    case .capacityOf(let rep, let figure):
      out.member(#","capacity_of":"#, rep.text)
      out.raw(#","capacity":"#)
      out.integer(figure)
    case .hoursOf(let rep, let hours):
      out.member(#","hours_of":"#, rep.text)
      out.member(#","hours":"#, hours.text)
    }
    out.member(#","account":"#, exception.scope.account?.text)
    out.member(#","domain":"#, exception.scope.domain)
    out.member(#","campaign":"#, exception.scope.campaign)
    out.member(#","effective":"#, exception.effective)
    out.member(#","sunset":"#, exception.sunset)
    out.raw("}")
  }
}

extension ByteWriter {
  /// A member with a text, left out when there is none.
  func member(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    raw(key)
    string(text)
  }
  /// A member with a country code, left out when there is none.
  func member(_ key: StaticString, _ country: CountryCode?) {
    guard let country else { return }
    raw(key)
    code(country)
  }
  /// A member with an instant, left out when there is none.
  func member(_ key: StaticString, _ instant: Instant?) {
    guard let instant else { return }
    raw(key)
    self.instant(instant)
  }
  /// A member with a list of values that the closure writes.
  func list<Value>(
    _ key: StaticString, _ values: [Value], _ write: (Value, ByteWriter) -> Void
  ) {
    raw(key)
    raw("[")
    for (index, value) in values.enumerated() {
      if index > 0 { raw(",") }
      write(value, self)
    }
    raw("]")
  }
}
