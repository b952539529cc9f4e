/// What a person may be at a desk. Several add up. In the order of the permission table.
public enum ActorRole: String, Sendable, Hashable, Codable, CaseIterable {
  case viewer, rep, manager, analyst, council, admin
}
