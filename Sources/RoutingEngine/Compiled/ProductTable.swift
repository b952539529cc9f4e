import LeadModel

/// Products, their priority, and who is aligned with them.
struct ProductTable: Sendable {
  let ids: FoldedTable
  let byCampaign: FoldedTable
  let bySource: FoldedTable
  /// By position of the product: 0 is the highest.
  let rank: [Int]
  /// By position of the product.
  let aligned: [RepSet]

  init(_ rules: RuleSet, _ roster: RosterIndex) {
    var ids = FoldedTable()
    var campaigns = FoldedTable()
    var sources = FoldedTable()
    var rank = rules.products.indices.map { $0 + rules.productPriority.count }
    for (index, product) in rules.products.enumerated() {
      ids.insert(product.id.text, index)
      for campaign in product.campaigns { campaigns.insert(campaign, index) }
      for source in product.sources { sources.insert(source, index) }
    }
    for (place, product) in rules.productPriority.enumerated().reversed() {
      if let index = ids[product.text] { rank[index] = place }
    }
    var aligned = rules.products.map { _ in RepSet(capacity: roster.count) }
    for (position, rep) in roster.reps.enumerated() {
      switch rep.products {
      case .every: for index in aligned.indices { aligned[index].insert(position) }
      case .listed(let names):
        for index in names.compactMap({ ids[$0] }) { aligned[index].insert(position) }
      }
    }
    self.ids = ids
    byCampaign = campaigns
    bySource = sources
    self.rank = rank
    self.aligned = aligned
  }
}
