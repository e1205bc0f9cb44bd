# Shared by the scripts beside it; sets home, java, version and quiet. Expects $name to be the script's.

home=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"

fail()
{
    echo "$name: $1" >&2
    exit 2
}

# Builds with the given Maven arguments; says so once, and shows the output only if it fails.
build()
{
    command -v mvn > /dev/null || fail "no mvn found: install Maven 3.8 or newer"
    local log
    log=$(mktemp)
    echo "$name: building, once ..." >&2
    if ! (cd "$home" && mvn -q -B -Dcheckstyle.skip "$@" package) > "$log" 2>&1
    then
        cat "$log" >&2
        rm -f "$log"
        fail "the build failed; its output stands above"
    fi
    rm -f "$log"
}

# True if any of the sources named by the further arguments is newer than the stamp.
is_stale()
{
    local stamp=$1
    shift
    [ ! -e "$stamp" ] || [ -n "$(find "$@" "$home/pom.xml" -newer "$stamp" -print -quit)" ]
}

command -v "$java" > /dev/null || fail "no java found: install a JDK 17 or newer, or set JAVA_HOME"
version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.specification.version = //p')
[ "${version%%.*}" -ge 17 ] 2> /dev/null || fail "needs Java 17 or newer, found '$version'"

# Only silence what newer JVMs print about access that the libraries have always used.
quiet=()
if [ "${version%%.*}" -ge 24 ]
then
    quiet=(--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED)
fi
