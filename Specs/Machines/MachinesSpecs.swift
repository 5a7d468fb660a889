import QuorateFaults

/// Specs of machines in a cluster: booting, moving and sharing them.
package let machinesSpecs = Catalog(
    [
        .spec(ClusterReboot(), instances: ClusterReboot.instances),
        .spec(MachineMigration(), instances: MachineMigration.instances),
        .spec(FairScheduler(), instances: FairScheduler.instances),
        .spec(LiveMigration(), instances: LiveMigration.instances),
        .spec(SocketReplicas(), instances: SocketReplicas.instances),
        .spec(ReplicatedRunQueue(), instances: ReplicatedRunQueue.instances),
    ], about: "machines",
    costs: SocketReplicas.costs)
