package org.ringtape.simulator.kiyotaka;

/** The last trade of a market and the connection it went to last. */
record KiyotakaLastTrade(KiyotakaConnection connection, KiyotakaPoint point)
{
}
