import NIOCore
import NIOPosix
import Synchronization

/// Port of the network on this machine, and the number that a node has to know there: whoever else connects is no node.
public struct NetworkAddress: Sendable {
    /// Port of the network.
    public var port: Int
    /// Number that a node says first.
    public var secret: Int

    /// Largest secret.
    static let secretLimit = 1 << 53

    /// The network at `port` whose nodes know `secret`.
    public init(port: Int, secret: Int) { (self.port, self.secret) = (port, secret) }
}

/// Life of a node as the machine sees it.
enum NodeLife: Equatable {
    case runs
    /// It was killed, as a crash is.
    case isKilled
    /// It has ended in another way, of which these are words and kind.
    case hasFailed(String, ClusterError.Kind)
}

/// Starts nodes, again after a crash.
protocol NodeStarter: AnyObject {
    /// Starts a node, which connects to the network.
    func start(_ node: Int, at address: NetworkAddress) throws
    /// Life of the node that was started last under this number.
    func life(of node: Int) -> NodeLife
    /// Stops all nodes.
    func stop()
}

/// Nodes in this process, each on an event loop: a crash drops all that a node has in memory.
final class ThreadStarter: NodeStarter {
    private let setup: ClusterSetup
    private let group: MultiThreadedEventLoopGroup
    private let lives = Mutex<[Int: NodeLife]>([:])

    init(_ setup: ClusterSetup, on group: MultiThreadedEventLoopGroup) {
        (self.setup, self.group) = (setup, group)
    }

    func start(_ node: Int, at address: NetworkAddress) {
        lives.withLock { $0[node] = .runs }
        let replica = ReplicaNode(setup.setup(of: node)) { [self] in
            end(node, .isKilled)
        } onFailure: { [self] error in
            end(node, .hasFailed("\(error)", .inputOutput))
        }
        replica.connect(to: address, on: group.next()).whenFailure { [self] error in
            end(node, .hasFailed("\(error)", .inputOutput))
        }
    }

    /// Notes an end; the first of a life counts.
    private func end(_ node: Int, _ life: NodeLife) {
        lives.withLock { if $0[node] == .runs { $0[node] = life } }
    }

    func life(of node: Int) -> NodeLife { lives.withLock { $0[node] ?? .runs } }

    func stop() {}
}

extension ThreadStarter: @unchecked Sendable {}
