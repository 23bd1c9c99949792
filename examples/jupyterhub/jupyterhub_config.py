"""A class hub where each learner's answers are in one PostgreSQL database, under an account of their own.

Two variables come from whoever starts the hub, and go no further: learners' servers get neither.

MMREADY_CLASS_STORE    postgresql://teacher:password@machine/database, an account that may make tables and roles
MMREADY_CLASS_SECRET   16 characters or more that nobody guesses; learners' passwords follow from it
"""

import asyncio
import os

from mmready.progress.sql_class import admit, prepare

c = get_config()  # noqa: F821 - JupyterHub's own
store, secret = os.environ["MMREADY_CLASS_STORE"], os.environ["MMREADY_CLASS_SECRET"]

prepare(store)  # the table, and the rule that opens to each account its own rows only


async def let_in(spawner):
    """Before a learner's server starts: an account for the learner, and its address for the server."""
    own = await asyncio.to_thread(admit, store, spawner.user.name, secret)
    spawner.environment = {**spawner.environment, "MMREADY_STORE": own}


c.Spawner.pre_spawn_hook = let_in

# How learners sign in, and what their servers run in, is yours to choose. Anything that JupyterHub offers will do, as
# long as mmready[hub] is installed where the notebooks run. To try it on one machine:
#   c.JupyterHub.authenticator_class = "dummy"   # lets anybody in, with any password
#   c.Authenticator.allow_all = True
#   c.JupyterHub.spawner_class = "simple"
