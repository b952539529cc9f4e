import Desk
import Testing

@Suite struct WorkspaceTests {
  @Test func namesItsPlacesFromTheRoot() {
    let workspace = Workspace(root: "/desk/")
    #expect(workspace.root == "/desk")
    #expect(workspace.store == "/desk/signalbox.sqlite")
  }
}
